import type { Inventory } from "../../inventory/inventory.ts";
import type { Machine } from "../../inventory/machine.ts";
import type { ClusterYml, IngressYml, NodeYml } from "./cluster-yml.ts";
import { inTreeOrder, isMapping } from "./key-tree.ts";
import { tryFindRkeVersion } from "./kubernetes-versions.ts";
import { RKE_KEYS } from "./rke-keys.ts";
import type { RkeProps } from "./rke-props.ts";

/** What cluster.yml says. Whatever cannot be changed once the cluster runs is written out, default or not. */
export const clusterYml = (inventory: Inventory, props: RkeProps): ClusterYml => {
  const version = tryFindRkeVersion(inventory.kubernetes);
  const made: ClusterYml = {
    nodes: inventory.machines.map(nodeOf),
    services: servicesOf(inventory),
    network: { plugin: props.networkPlugin ?? "canal", ...interfaceOptions(props) },
    authentication: { strategy: "x509", ...(props.sans === undefined ? {} : { sans: props.sans }) },
    ...(version === undefined ? {} : { kubernetes_version: version }),
    ingress: ingressOf(props),
    cluster_name: inventory.name,
  };
  return inTreeOrder(merge(made, props.clusterConfig ?? {}), RKE_KEYS) as ClusterYml;
};

const ingressOf = ({ ingress = "nginx" }: RkeProps): IngressYml =>
  typeof ingress === "string" ? { provider: ingress } : { provider: "nginx", ...ingress };

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

/** Mappings merge; what is no mapping comes from one side alone. */
const merge = (made: object, config: object): object => {
  const merged: Record<string, unknown> = { ...made };
  for (const [key, value] of Object.entries(config)) {
    const before = merged[key];
    merged[key] = isMapping(before) && isMapping(value) ? merge(before, value) : (value ?? before);
  }
  return merged;
};
