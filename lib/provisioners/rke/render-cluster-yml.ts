import type { Inventory } from "../../inventory/inventory.ts";
import type { Machine } from "../../inventory/machine.ts";
import type { ClusterYml, NodeYml } from "./cluster-yml.ts";
import { KUBERNETES_VERSIONS, type RkeKubernetes } from "./kubernetes-versions.ts";
import { inRkeOrder } from "./rke-keys.ts";
import type { RkeProps } from "./rke-props.ts";

/** What cluster.yml says. Whatever cannot be changed once the cluster runs is written out, default or not. */
export const clusterYml = (inventory: Inventory, props: RkeProps): ClusterYml => {
  const made: ClusterYml = {
    nodes: inventory.machines.map(nodeOf),
    services: servicesOf(inventory),
    network: { plugin: props.networkPlugin ?? "canal", ...interfaceOptions(props) },
    authentication: { strategy: "x509", ...(props.sans === undefined ? {} : { sans: props.sans }) },
    kubernetes_version: KUBERNETES_VERSIONS[inventory.kubernetes as RkeKubernetes],
    ingress: { provider: props.ingress ?? "nginx" },
    cluster_name: inventory.name,
  };
  return inRkeOrder(merge(made, props.clusterConfig ?? {})) as ClusterYml;
};

const nodeOf = (machine: Machine): NodeYml => {
  const { name, address, internalAddress, roles, ssh, taints } = machine;
  const labels = { ...machine.labels, ...(machine.zone === undefined ? {} : { [ZONE]: machine.zone }) };
  return {
    address,
    port: String(ssh.port),
    ...(internalAddress === undefined ? {} : { internal_address: internalAddress }),
    role: roles,
    hostname_override: name,
    user: ssh.user,
    ssh_key_path: ssh.keyPath,
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(taints.length === 0 ? {} : { taints: taints.map(({ key, value = "", effect }) => ({ key, value, effect })) }),
  };
};

const ZONE = "topology.kubernetes.io/zone";

const servicesOf = ({ networks }: Inventory) => {
  const { pods, services, dns, domain, nodePorts } = networks;
  return {
    "kube-api": { service_cluster_ip_range: services, service_node_port_range: `${nodePorts.from}-${nodePorts.to}` },
    "kube-controller": { cluster_cidr: pods, service_cluster_ip_range: services },
    kubelet: { cluster_domain: domain, cluster_dns_server: dns },
  };
};

/** The interface between the machines; canal and flannel else take that of the default route, also where machines have an internal address. */
const interfaceOptions = ({ networkPlugin = "canal", networkInterface }: RkeProps) =>
  networkInterface === undefined ? {} : { options: { [`${networkPlugin}_iface`]: networkInterface } };

/** Mappings merge, everything else is replaced. */
const merge = (made: object, config: object): object => {
  const merged: Record<string, unknown> = { ...made };
  for (const [key, value] of Object.entries(config)) {
    const before = merged[key];
    merged[key] = isMapping(before) && isMapping(value) ? merge(before, value) : (value ?? before);
  }
  return merged;
};

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
