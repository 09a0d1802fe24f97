import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type ClusterConfig,
  type ClusterProps,
  type MachineProps,
  type RkeProps,
  rke,
  synthesize,
} from "../../lib/index.ts";
import type { KeyTree } from "../../lib/provisioners/rke/key-tree.ts";
import { RKE_KEYS } from "../../lib/provisioners/rke/rke-keys.ts";
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
  test("a range of IPv6 for Services, the DNS at its tenth address", () => {
    const dns = (services: string, address: string) =>
      check({ networkPlugin: "calico" }, { networks: { services } }, `cluster_dns_server: ${address}\n`);
    dns("fd00:43::/112", "fd00:43::a");
    dns("FD00:0043:0:0:1:0:0:0/108", "fd00:43::1:0:0:a");
  });
  test("options of the ingress controller", () =>
    check(
      { ingress: { http_port: 8080, network_mode: "hostPort" } },
      {},
      "  provider: nginx\n  http_port: 8080\n  network_mode: hostPort\n",
    ));
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
    check(withRke({ clusterConfig: { services: { kube_api: {} } } as ClusterConfig }), ["rke-unknown-key"]));
  test("a secret, which would be committed, without its value", () => {
    const bastion = { address: "10.0.0.5", user: "u", ssh_key: "PRIVATE" };
    const project = withRke({ clusterConfig: { bastion_host: bastion } });
    check(project, ["rke-unknown-key"]);
    expect(JSON.stringify(synthesize(project).findings)).toMatch(/is a secret(?!.*PRIVATE)/);
  });
  test("what a prop of the cluster or of rke() states", () =>
    check(
      withRke({
        clusterConfig: {
          cluster_name: "other",
          services: { "kube-api": { service_node_port_range: "1-9" } },
        } as ClusterConfig,
      }),
      ["rke-stated-elsewhere", "rke-stated-elsewhere"],
    ));
  test("the same as a flag of Kubernetes' programs", () => {
    const flags = [
      ["kube-api", "service-node-port-range", "1-9"],
      ["kube-api", "service-cluster-ip-range", "10.9.0.0/16"],
      ["kube-controller", "cluster-cidr", "10.9.0.0/16"],
      ["kubelet", "cluster-dns", "10.43.0.99"],
      ["kubelet", "cluster-domain", "a.example"],
    ] as const;
    for (const [service, flag, value] of flags)
      for (const args of [{ extra_args: { [flag]: value } }, { extra_args_array: { [flag]: [value] } }])
        check(withRke({ clusterConfig: { services: { [service]: args } } }), ["rke-stated-elsewhere"]);
    const other = { "kube-api": { extra_args: { v: "2" } } };
    check(withRke({ clusterConfig: { services: other } }), []);
  });
  test("two interfaces of one network", () => {
    const config = (options: Readonly<Record<string, string>>) => ({ clusterConfig: { network: { options } } });
    for (const networkPlugin of ["canal", "flannel"] as const) {
      const stated = config({ [`${networkPlugin}_iface`]: "eth0" });
      check(withRke({ networkPlugin, networkInterface: "eth1", ...stated }), ["rke-stated-elsewhere"]);
      check(withRke({ networkPlugin, networkInterface: "eth0", ...stated }), []);
      check(withRke({ networkPlugin, ...stated }, { nodes: machine({ internalAddress: "192.168.0.11" }) }), []);
    }
  });
  test("values of another kind", () => {
    for (const clusterConfig of [
      { services: { kubelet: { extra_args: ["a"] } } },
      { addon_job_timeout: "120" },
      { addons_include: "a.yaml" },
      { dns: { stubdomains: { "a.example": "10.0.0.1" } } },
      { services: "none" },
    ])
      check(withRke({ clusterConfig: clusterConfig as unknown as ClusterConfig }), ["rke-value"]);
  });
  test("values that RKE refuses, or takes and fails with later", () => {
    for (const clusterConfig of [
      { authorization: { mode: "abac" } },
      { monitoring: { provider: "prometheus" } },
      { upgrade_strategy: { max_unavailable_worker: "0" } },
      { upgrade_strategy: { max_unavailable_worker: "0%" } },
      { services: { etcd: { backup_config: { s3backupconfig: { bucket_name: "b" } } } } },
      { bastion_host: { address: "10.0.0.5" } },
      { addon_job_timeout: 0 },
    ])
      check(withRke({ clusterConfig: clusterConfig as ClusterConfig }), ["rke-value"]);
    check(withRke({ ingress: "traefik" as never }), ["rke-value"]);
    check(withRke({ ingress: { http_port: 443 } }), ["rke-value"]);
    check(withRke({ networkPlugin: "weave" as never }), ["rke-value"]);
    check(withRke({ networkPlugin: "calico", networkInterface: "eth1" }), ["rke-value"]);
    check(withRke({ sans: ["API"] }), ["rke-value"]);
  });
  test("nothing of the DNS of a range of IPv6, which nobody stated", () =>
    check(withRke({ networkPlugin: "calico" }, { networks: { services: "fd00:43::/112" } }), []));
  test("a plugin that carries IPv4 alone", () => {
    const networks = { pods: "fd00:42::/56", services: "fd00:43::/112", dns: "fd00:43::a" };
    check(withRke({}, { networks }), ["rke-network-family"]);
    check(withRke({ networkPlugin: "calico" }, { networks }), []);
  });
  test("no ingress, and so nothing retired", () => {
    const { findings } = synthesize(withRke({ ingress: "none" }));
    expect(findings.map(({ code }) => code)).toEqual(["rke-end-of-life", "kubernetes-end-of-life"]);
  });
  test("a cluster without machines", () => check(withMachines({}), ["cluster-without-machines"]));
});

test("rke knows no key that RKE 1.8.14 does not know", () => {
  const rows = readFileSync(join(import.meta.dirname, "../fixtures/rke/schema.tsv"), "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const known = (type: string): readonly string[] =>
    rows.filter(([owner, , , , , , last]) => owner === type && last === "y").map(([, key = ""]) => key);
  const check = (tree: KeyTree, type: string, inlined: readonly string[] = []): void => {
    expect(typeof tree).toBe("object");
    expect(Object.keys(tree).filter((key) => !known(type).includes(key) && !inlined.includes(key))).toEqual([]);
  };
  check(RKE_KEYS, "RancherKubernetesEngineConfig");
  check(RKE_KEYS.nodes[0], "RKEConfigNode");
  check(RKE_KEYS.nodes[0].taints[0], "RKETaint");
  check(RKE_KEYS.network, "NetworkConfig");
  check(RKE_KEYS.ingress, "IngressConfig");
  check(RKE_KEYS.authentication, "AuthnConfig");
  check(RKE_KEYS.authorization, "AuthzConfig");
  check(RKE_KEYS.private_registries[0], "PrivateRegistry");
  check(RKE_KEYS.cloud_provider, "CloudProvider");
  check(RKE_KEYS.bastion_host, "BastionHost");
  check(RKE_KEYS.monitoring, "MonitoringConfig");
  check(RKE_KEYS.dns, "DNSConfig");
  check(RKE_KEYS.dns.nodelocal, "Nodelocal");
  check(RKE_KEYS.upgrade_strategy, "NodeUpgradeStrategy");
  check(RKE_KEYS.upgrade_strategy.node_drain_input, "NodeDrainInput");
  check(RKE_KEYS.services, "RKEConfigServices");
  check(RKE_KEYS.services.etcd.backup_config, "BackupConfig");
  check(RKE_KEYS.services.etcd.backup_config.s3backupconfig, "S3BackupConfig");
  check(RKE_KEYS.services["kube-api"].secrets_encryption_config, "SecretsEncryptionConfig");
  check(RKE_KEYS.services["kube-api"].audit_log, "AuditLog");
  check(RKE_KEYS.services["kube-api"].event_rate_limit, "EventRateLimit");
  const base = known("BaseService");
  expect(base).toContain("extra_args");
  check(RKE_KEYS.services.etcd, "ETCDService", base);
  check(RKE_KEYS.services["kube-api"], "KubeAPIService", base);
  check(RKE_KEYS.services["kube-controller"], "KubeControllerService", base);
  check(RKE_KEYS.services.kubelet, "KubeletService", base);
  check(RKE_KEYS.services.scheduler, "SchedulerService", base);
  check(RKE_KEYS.services.kubeproxy, "KubeproxyService", base);
});
