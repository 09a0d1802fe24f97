import type { IngressController } from "../../inventory/inventory.ts";
import type { Provisioner } from "../../inventory/provisioner.ts";
import { emitYaml } from "../../text/emit-yaml.ts";
import type { YamlMapping } from "../../text/yaml-value.ts";
import { checkRke } from "./check-rke.ts";
import { flagPaths } from "./cluster-config.ts";
import { jumpHostOf } from "./jump-host-of.ts";
import { valueAt } from "./key-tree.ts";
import { RKE_KUBERNETES, type RkeKubernetes } from "./kubernetes-versions.ts";
import { clusterYml } from "./render-cluster-yml.ts";
import type { RkeProps } from "./rke-props.ts";
import { rkeRunBook } from "./run-book.ts";

/** RKE: `cluster.yml` for `rke up`. Refuses, as findings, what RKE accepts though it is wrong. */
export const rke = (props: RkeProps): Provisioner<RkeKubernetes> => {
  const jumpHost = jumpHostOf(props.clusterConfig);
  return {
    name: "rke",
    release: props.release,
    kubernetes: RKE_KUBERNETES,
    defaults: {
      networks: NETWORKS,
      ingress: props.ingress === "none" ? undefined : NGINX,
      source: `RKE ${props.release}'s default`,
    },
    nodeCidrMaskSize: nodeCidrMaskSize(props),
    jumpHost,
    check: (inventory, about) => checkRke(inventory, props, about),
    render: (inventory) => [
      { path: "cluster.yml", text: emitYaml(clusterYml(inventory, props) as unknown as YamlMapping) },
    ],
    runBook: (inventory) => rkeRunBook(inventory, props.release, jumpHost),
  };
};

/** As the controller manager is told; undefined where it is not, or where it would not start. */
const nodeCidrMaskSize = ({ clusterConfig }: RkeProps): number | undefined => {
  const stated = ["", "-ipv4", "-ipv6"]
    .flatMap((family) => flagPaths("kube-controller", `node-cidr-mask-size${family}`))
    .map((path) => valueAt(clusterConfig, path))
    .find((value) => value !== undefined);
  const text = String(Array.isArray(stated) ? stated.at(-1) : stated);
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
};

const NETWORKS = {
  pods: "10.42.0.0/16",
  services: "10.43.0.0/16",
  dns: "10.43.0.10",
  domain: "cluster.local",
  nodePorts: { from: 30000, to: 32767 },
};

const NGINX: IngressController = { controller: "nginx", className: "nginx" };
