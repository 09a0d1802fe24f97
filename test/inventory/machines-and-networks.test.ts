import { describe, expect, test } from "vitest";
import { rke, synthesize } from "../../lib/index.ts";
import { doOverlap, isHostName, isPublic, tryParseNetwork, tryWriteAddress } from "../../lib/inventory/address.ts";
import { checkNetworkSizes } from "../../lib/inventory/check-network-sizes.ts";
import { codesOf, MACHINES, sample } from "../sample.ts";

const PRIVATE = { pods: "10.42.0.0/16", domain: "cluster.local", nodePorts: { from: 30_000, to: 32_767 } };

describe("a cluster reports", () => {
  const check = (cluster: object, codes: readonly string[]): void =>
    expect(codesOf(synthesize(sample(cluster).project))).toEqual(codes);
  const node = (props: object) => ({ nodes: { ...MACHINES, "node-1": { address: "10.0.0.11", ...props } } });

  test("addresses that no reader takes as they were meant", () => {
    for (const address of [
      "",
      undefined,
      7,
      "35.194.125.79P",
      "35.194.125.790",
      "010.0.0.1",
      "10.0.1",
      "10.0.0.1 ",
      "10.0.0.1/24",
      "Node-1",
      "[::1]",
    ]) {
      check(node({ address }), ["machine-address"]);
    }
  });
  test("addresses that no machine is reached by", () => {
    for (const address of ["0.0.0.0", "255.255.255.255", "224.0.0.1", "127.0.0.1", "::", "::1", "ff02::1", "fe80::1"]) {
      check(node({ address }), ["machine-address", ...(address.includes(":") ? ["rke-address"] : [])]);
      check(node({ internalAddress: address }), ["machine-address", "rke-network-interface"]);
    }
    check(node({ address: "fd00::1%eth0" }), ["machine-address"]);
  });
  test("nothing about IP addresses of both families and host names", () => {
    for (const address of ["10.0.0.11", "node-1.example.net", "manager"]) check(node({ address }), []);
    check(node({ address: "manager", internalAddress: "fd00::11" }), ["rke-network-interface"]);
  });
  test("an internal address that is a name", () =>
    check(node({ internalAddress: "node-1" }), ["machine-address", "rke-network-interface"]));
  test("names that no Kubernetes node can have", () => {
    for (const name of ["Node_1", "-a", "a..b", "x".repeat(254)])
      check({ nodes: { [name]: { address: "10.0.0.9" } } }, ["machine-name"]);
  });
  test("two machines of one address, and names that differ in case", () => {
    check(node({ address: "10.0.0.12" }), ["machine-twice"]);
    check(
      {
        nodes: {
          a: { address: "10.0.0.1", roles: ["controlplane", "etcd", "worker"] },
          A: { address: "10.0.0.2", roles: ["worker"] },
        },
      },
      ["machine-name", "machine-twice"],
    );
  });
  test("roles that there are none of, and doubled ones", () => {
    const alone = (roles: unknown): object => ({ nodes: { a: { address: "10.0.0.1", roles } } });
    check(alone(["controlplane", "etcd", "worker", "master"]), ["machine-roles"]);
    check(alone(["controlplane", "etcd", "worker", "worker"]), ["machine-roles"]);
    check(alone("worker"), ["rke-role-missing", "rke-role-missing"]);
  });
  test("labels and taints that the API server refuses", () => {
    check(node({ labels: { "a b": "c" } }), ["machine-label"]);
    check(node({ labels: { a: "b c" } }), ["machine-label"]);
    check(node({ labels: { "Example.com/a": "b" } }), ["machine-label"]);
    check(node({ zone: "-a" }), ["machine-label"]);
    check(node({ taints: [{ key: "a", effect: "NoRun" }] }), ["machine-label"]);
  });
  test("a user or a port that nobody logs in with", () => {
    check(node({ ssh: { user: "" } }), ["machine-ssh"]);
    check(node({ ssh: { port: 70000 } }), ["machine-ssh"]);
  });
  test("machines of which a program says something else than its types allow", () => {
    check(node({ labels: "a" }), ["machine-label"]);
    check(node({ labels: { a: 1 } }), ["machine-label"]);
    check(node({ taints: "a" }), ["machine-label"]);
    check(node({ taints: ["a"] }), ["machine-label"]);
    check(node({ zone: 1 }), ["machine-label"]);
    check({ nodes: { a: "10.0.0.1" } }, ["machine-address"]);
    check({ nodes: { a: undefined } }, ["machine-address"]);
    check({ nodes: undefined }, ["cluster-without-machines"]);
    check({ ssh: undefined, nodes: { a: { address: "10.0.0.1" } } }, ["machine-ssh"]);
  });
  test("a zone beside another label of zones, and a taint twice", () => {
    check(node({ zone: "a", labels: { "topology.kubernetes.io/zone": "b" } }), ["machine-label"]);
    const taint = { key: "a", effect: "NoSchedule" };
    check(node({ taints: [taint, { ...taint, value: "b" }] }), ["machine-label"]);
  });
  test("one address in two spellings, or as another's internal one", () => {
    check(node({ address: "fd00::1", internalAddress: "fd00:0::1" }), ["rke-address", "rke-network-interface"]);
    check({ nodes: { ...MACHINES, "node-2": { address: "::ffff:0:1" }, "node-3": { address: "0::FFFF:0:1" } } }, [
      "machine-twice",
      "rke-address",
      "rke-address",
    ]);
    check(node({ internalAddress: "10.0.0.12" }), ["machine-twice", "rke-network-interface"]);
  });
  test("NodePorts where the machines' own programs are", () => {
    check({ networks: { nodePorts: { from: 10000, to: 32767 } } }, ["node-ports-taken"]);
    check({ networks: { nodePorts: { from: 30000, to: 33000 } } }, ["node-ports-taken"]);
    check({ networks: { nodePorts: { from: 2000, to: 2100 } } }, ["node-ports-taken"]);
    check({ networks: { nodePorts: "all" } }, ["network-invalid"]);
  });
  test("networks that are none, or overlap each other or the machines", () => {
    check({ networks: { pods: "10.42.0.0" } }, ["network-invalid"]);
    check({ networks: { pods: "10.42.0.1/16" } }, ["network-invalid"]);
    check({ networks: { pods: "10.43.0.0/16" } }, ["network-overlap"]);
    check({ networks: { pods: "10.0.0.0/16" } }, ["network-overlap", "network-overlap", "network-overlap"]);
    for (const dns of ["10.96.0.10", "10.43.0.0", "10.43.0.1", "10.43.255.255", "dns", 10])
      check({ networks: { dns } }, ["network-invalid"]);
    check({ networks: { domain: "Cluster Local" } }, ["network-invalid"]);
    check({ networks: { nodePorts: { from: 40000, to: 30000 } } }, ["network-invalid"]);
  });
  test("a range that Kubernetes' own programs refuse for its size", () => {
    const calico = { provisioner: rke({ release: "1.8.14", networkPlugin: "calico" }) };
    const services = (range: string, dns: string) => ({ ...calico, networks: { services: range, dns } });
    check(services("10.96.0.0/12", "10.96.0.10"), []);
    check(services("10.43.0.0/29", "10.43.0.2"), []);
    check(services("fd00:43::/108", "fd00:43::a"), []);
    check(services("10.96.0.0/11", "10.96.0.10"), ["network-invalid"]);
    check(services("10.43.0.0/30", "10.43.0.2"), ["network-invalid"]);
    check(services("fd00:43::/64", "fd00:43::a"), ["network-invalid"]);
    check(services("fd00:43::/126", "fd00:43::2"), ["network-invalid"]);
    check({ ...calico, networks: { pods: "fd00:42::/48" } }, []);
    check({ ...calico, networks: { pods: "fd00:42::/47" } }, ["network-invalid"]);
    const { findings } = synthesize(sample(services("fd00:43::/64", "fd00:43::a")).project);
    expect(findings.find(({ code }) => code === "network-invalid")?.message).toBe(
      "Cannot lay out networks.services: found fd00:43::/64; allowed is a range from /108 to /125, such as /112",
    );
  });
  test("a large range of Services, up to Kubernetes 1.32", () => {
    const networks = { ...PRIVATE, services: "10.96.0.0/11", dns: "10.96.0.10" };
    const codes = (kubernetes: string) =>
      checkNetworkSizes({ kubernetes, machines: [], networks }, { path: "" }).map(({ code }) => code);
    expect(["1.32", "1.33", "1.37"].map(codes)).toEqual([["network-invalid"], [], []]);
  });
  test("a pods' range too small for the machines' networks as clusterConfig states them", () => {
    const sized = (networks: object, args: object) => {
      const clusterConfig = { services: { "kube-controller": args } };
      return { networks, provisioner: rke({ release: "1.8.14", networkPlugin: "calico", clusterConfig }) };
    };
    const size = (flag: string) => ({ extra_args: { [`node-cidr-mask-size${flag}`]: "26" } });
    for (const flag of ["", "-ipv4"]) check(sized({ pods: "10.42.0.0/24" }, size(flag)), []);
    check(sized({ pods: "10.42.0.0/25" }, size("")), ["network-too-small"]);
    check(sized({ pods: "10.42.0.0/16" }, { extra_args: { "node-cidr-mask-size": "17" } }), ["network-too-small"]);
    check(sized({ pods: "10.42.0.0/24" }, { extra_args_array: { "node-cidr-mask-size": ["24", "26"] } }), []);
    check(sized({ pods: "fd00:42::/56" }, { extra_args: { "node-cidr-mask-size": "80" } }), ["network-invalid"]);
  });
  test("a pods' range that leaves machines without a network", () => {
    const calico = { provisioner: rke({ release: "1.8.14", networkPlugin: "calico" }) };
    for (const pods of ["10.42.0.0/22", "fd00:42::/62"]) check({ ...calico, networks: { pods } }, []);
    for (const pods of ["10.42.0.0/23", "10.42.0.0/24", "10.42.0.0/25", "fd00:42::/63", "fd00:42::/112"])
      check({ ...calico, networks: { pods } }, ["network-too-small"]);
    check({ nodes: { a: { address: "10.0.0.1" } }, networks: { pods: "10.42.0.0/24" } }, []);
    const { findings } = synthesize(sample({ networks: { pods: "10.42.0.0/24" } }).project);
    expect(findings.find(({ code }) => code === "network-too-small")?.message).toBe(
      "Cannot lay out networks.pods: every machine gets a /24 of it for its pods, and 10.42.0.0/24 has 1 for 3 machines; " +
        "take a range of /22 or larger",
    );
  });
});

test("isHostName takes no address with a slip for a name", () =>
  expect(["35.194.125.79p", "10.0.0.256", "1.2.3", "a.1", "a.example.net"].map(isHostName)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]));

test("tryParseNetwork reads both families, alone and as ranges", () => {
  const overlap = (a: string, b: string): boolean | undefined => {
    const [left, right] = [tryParseNetwork(a), tryParseNetwork(b)];
    return left === undefined || right === undefined ? undefined : doOverlap(left, right);
  };
  expect(overlap("10.0.0.0/8", "10.255.255.255")).toBe(true);
  expect(overlap("10.0.0.0/8", "11.0.0.0")).toBe(false);
  expect(overlap("fd00::/8", "fdff::1")).toBe(true);
  expect(overlap("::ffff:10.0.0.1", "::ffff:a00:1")).toBe(true);
  expect(overlap("::/0", "0.0.0.0")).toBe(false);
  for (const text of ["10.0.0.0/33", "10.0.0.0/", "fd00::/129", "10.0.0/8", "", "10.0.0.0/8/8"])
    expect(tryParseNetwork(text)).toBeUndefined();
});

test("tryWriteAddress gives the shortest text of an address of a range", () => {
  const tenth = (text: string): string | undefined => {
    const network = tryParseNetwork(text);
    return network === undefined ? undefined : tryWriteAddress(network, 10n);
  };
  expect(["10.96.0.0/12", "10.43.0.248/28", "10.43.0.0/29"].map(tenth)).toEqual([
    "10.96.0.10",
    "10.43.0.250",
    undefined,
  ]);
  expect(["::/108", "fd00:0:0:1::/112", "FD00::1:1:0:0:0/112", "fd00:0:1:1:1:1:1:0/112"].map(tenth)).toEqual([
    "::a",
    "fd00:0:0:1::a",
    "fd00::1:1:0:0:a",
    "fd00:0:1:1:1:1:1:a",
  ]);
});

test("isPublic tells what routers of the internet carry", () => {
  const check = (text: string): boolean =>
    isPublic(tryParseNetwork(text) ?? { text, isIPv4: true, prefix: 0, first: 0n, last: 0n, isCanonical: true });
  expect(["34.85.71.141", "2001:4860::1", "172.32.0.1"].every(check)).toBe(true);
  expect(["10.1.2.3", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd12::1", "fe80::1"].some(check)).toBe(false);
});
