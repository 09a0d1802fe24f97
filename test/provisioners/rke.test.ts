import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type ClusterProps,
  type ClusterYml,
  type MachineProps,
  type RkeProps,
  rke,
  synthesize,
} from "../../lib/index.ts";
import { type KeyTree, RKE_KEYS } from "../../lib/provisioners/rke/rke-keys.ts";
import { codesOf, fileOf, MACHINES, sample } from "../sample.ts";

const withRke = (props: Partial<RkeProps>, cluster: object = {}) =>
  sample({ provisioner: rke({ release: "1.8.14", ...props }), ...cluster }).project;

const withMachines = (
  nodes: Readonly<Record<string, Partial<MachineProps>>>,
  cluster: Partial<ClusterProps<string, string>> = {},
) => sample({ nodes, ...cluster }).project;

const machine = (props: object) => ({ ...MACHINES, "node-1": { address: "10.0.0.11", ...props } });

describe("rke writes", () => {
  const check = (props: Partial<RkeProps>, cluster: object, expected: string): void =>
    expect(fileOf(withRke(props, cluster), "lecture/cluster.yml")).toContain(expected);

  test("a machine with all that can be said of it, ports as strings", () =>
    check(
      { networkInterface: "eth1" },
      {
        nodes: machine({
          internalAddress: "192.168.0.11",
          labels: { "example.com/disk": "fast" },
          taints: [{ key: "example.com/only", effect: "NoSchedule" }],
          zone: "a",
          ssh: { port: 2222, user: "admin" },
        }),
      },
      `  - address: "10.0.0.11"
    port: "2222"
    internal_address: "192.168.0.11"
    role:
      - controlplane
      - etcd
      - worker
    hostname_override: node-1
    user: admin
    ssh_key_path: "~/.ssh/id_ed25519"
    labels:
      example.com/disk: fast
      topology.kubernetes.io/zone: a
    taints:
      - key: example.com/only
        value: ""
        effect: NoSchedule
`,
    ));
  test("the interface under the plugin's own option", () =>
    check(
      { networkPlugin: "flannel", networkInterface: "eth1" },
      {},
      "  plugin: flannel\n  options:\n    flannel_iface: eth1\n",
    ));
  test("names for the API server's certificate", () =>
    check({ sans: ["api.example.net"] }, {}, "  sans:\n    - api.example.net\n"));
  test("ranges that the program states, the DNS at the tenth address", () =>
    check({}, { networks: { services: "10.96.0.0/16" } }, 'cluster_dns_server: "10.96.0.10"'));
  test("what the program says in RKE's own keys, merged and in RKE's order", () =>
    check(
      { clusterConfig: { addon_job_timeout: 120, services: { "kube-api": { always_pull_images: true } } } },
      {},
      'service_node_port_range: "30000-32767"\n    always_pull_images: true\n',
    ));
});

describe("rke reports", () => {
  const check = (project: ReturnType<typeof withRke>, codes: readonly string[]): void =>
    expect(codesOf(synthesize(project))).toEqual(codes);

  test("a Kubernetes that it cannot install", () => check(withRke({}, { kubernetes: "1.33" }), ["rke-kubernetes"]));
  test("a Kubernetes that needs a subscription", () =>
    check(withRke({}, { kubernetes: "1.32" }), ["rke-subscription"]));
  test("another release", () => check(withRke({ release: "1.7.3" as never }), ["rke-release"]));
  test("a role that no machine has", () => check(withMachines(machine({}), {}), []));
  test("roles that were left out though they must be stated", () =>
    check(withMachines({ a: { address: "10.0.0.1" }, b: { address: "10.0.0.2" } }), [
      "machine-roles-not-stated",
      "machine-roles-not-stated",
      "rke-role-missing",
      "rke-role-missing",
      "rke-role-missing",
    ]));
  test("an even number of etcd members", () =>
    check(
      withMachines({
        a: { address: "10.0.0.1", roles: ["controlplane", "etcd", "worker"] },
        b: { address: "10.0.0.2", roles: ["etcd"] },
      }),
      ["rke-etcd-even"],
    ));
  test("a key that RKE would look for elsewhere", () => {
    for (const keyPath of ["id_rsa", "./id_rsa", "~", "~user/id"]) {
      check(withRke({}, { ssh: { user: "u", keyPath } }), ["rke-key-path", "rke-key-path", "rke-key-path"]);
    }
  });
  test("a taint that it sets itself", () =>
    check(
      withMachines(machine({ taints: [{ key: "node-role.kubernetes.io/etcd", value: "true", effect: "NoExecute" }] })),
      ["rke-reserved-taint"],
    ));
  test("internal addresses without an interface", () =>
    check(withMachines(machine({ internalAddress: "192.168.0.11" })), ["rke-network-interface"]));
  test("a key that it would drop without a word", () =>
    check(withRke({ clusterConfig: { services: { kube_api: {} } } as ClusterYml }), ["rke-unknown-key"]));
  test("a cluster without machines", () => check(withMachines({}), ["cluster-without-machines"]));
});

test("rke knows no key that RKE 1.8.14 does not know", () => {
  const rows = readFileSync(join(import.meta.dirname, "../fixtures/rke/schema.tsv"), "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const known = (type: string): readonly string[] =>
    rows.filter(([owner, , , , , , last]) => owner === type && last === "y").map(([, key = ""]) => key);
  const check = (tree: KeyTree | undefined, type: string, inlined: readonly string[] = []): void => {
    expect(typeof tree).toBe("object");
    expect(Object.keys(tree as object).filter((key) => !known(type).includes(key) && !inlined.includes(key))).toEqual(
      [],
    );
  };
  const at = (tree: KeyTree | undefined, key: string): KeyTree | undefined =>
    typeof tree === "object" ? tree[key] : undefined;
  check(RKE_KEYS, "RancherKubernetesEngineConfig");
  check(RKE_KEYS.nodes, "RKEConfigNode");
  check(at(RKE_KEYS.nodes, "taints"), "RKETaint");
  check(RKE_KEYS.network, "NetworkConfig");
  check(RKE_KEYS.ingress, "IngressConfig");
  check(RKE_KEYS.authentication, "AuthnConfig");
  check(RKE_KEYS.authorization, "AuthzConfig");
  check(RKE_KEYS.monitoring, "MonitoringConfig");
  check(RKE_KEYS.dns, "DNSConfig");
  check(RKE_KEYS.upgrade_strategy, "NodeUpgradeStrategy");
  check(RKE_KEYS.services, "RKEConfigServices");
  const base = known("BaseService");
  expect(base).toContain("extra_args");
  const services = {
    etcd: "ETCDService",
    "kube-api": "KubeAPIService",
    "kube-controller": "KubeControllerService",
    kubelet: "KubeletService",
    scheduler: "SchedulerService",
    kubeproxy: "KubeproxyService",
  };
  for (const [service, type] of Object.entries(services)) check(at(RKE_KEYS.services, service), type, base);
});
