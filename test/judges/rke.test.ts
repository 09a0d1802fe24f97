import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { ROOT } from "../terminal.ts";
import { askProgram } from "./ask-program.ts";
import { findProgram, judged } from "./judge.ts";

const RKE = { judge: "rke", artefacts: 1 };

interface Verdict {
  readonly verdict: "accept" | "refuse" | "crash";
  /** RKE's own words, where it refuses. */
  readonly says?: string;
  /** The cluster as RKE took it, every default of its own filled in. */
  readonly cluster?: Readonly<Record<string, unknown>>;
}

const verdictOn = (clusterYml: string): Verdict => {
  const { exitCode, stdout, stderr } = askProgram(findProgram("rke"), [], { input: clusterYml });
  if (exitCode !== 0) throw new Error(`the judge of cluster.yml gave no verdict: ${stderr}`);
  return JSON.parse(stdout) as Verdict;
};

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const node = (hostnameOverride: string, address: string) => ({
  address,
  port: "22",
  internalAddress: address,
  role: ["controlplane", "etcd", "worker"],
  hostnameOverride,
  user: "ubuntu",
  sshKeyPath: "~/.ssh/id_ed25519",
});

/** What RKE takes from a cluster.yml of ours on the default networks, beside its nodes. */
const TAKEN = {
  services: {
    kubeApi: { serviceClusterIpRange: "10.43.0.0/16", serviceNodePortRange: "30000-32767" },
    kubeController: { clusterCidr: "10.42.0.0/16", serviceClusterIpRange: "10.43.0.0/16" },
    kubelet: { clusterDomain: "cluster.local", clusterDnsServer: "10.43.0.10" },
  },
  network: { plugin: "canal" },
  authentication: { strategy: "x509" },
  ingress: { provider: "nginx" },
  kubernetesVersion: "v1.30.14-rancher1-1",
  systemImages: { kubernetes: "rancher/hyperkube:v1.30.14-rancher1" },
};

describe("RKE takes", () => {
  judged("the lecture's cluster as it was meant", RKE, () => {
    const nodes = [node("node-1", "34.85.71.141"), node("node-2", "34.85.71.60"), node("node-3", "35.194.125.79")];
    const { verdict, cluster } = verdictOn(read("dist/lecture/cluster.yml"));
    expect({ verdict, cluster }).toMatchObject({
      verdict: "accept",
      cluster: { ...TAKEN, nodes, clusterName: "lecture" },
    });
  });
  judged("the minimal app's cluster as it was meant", RKE, () => {
    const { verdict, cluster } = verdictOn(read("test/golden/minimal/home/cluster.yml"));
    const nodes = [node("node-1", "10.0.0.11")];
    expect({ verdict, cluster }).toMatchObject({
      verdict: "accept",
      cluster: { ...TAKEN, nodes, clusterName: "home" },
    });
  });
  judged("the cluster of the app written with cdk8s-plus as it was meant", RKE, () => {
    const { verdict, cluster } = verdictOn(read("test/golden/plus/farm/cluster.yml"));
    const nodes = [node("node-1", "10.0.0.11"), node("node-2", "10.0.0.12"), node("node-3", "10.0.0.13")];
    expect({ verdict, cluster }).toMatchObject({
      verdict: "accept",
      cluster: { ...TAKEN, nodes, clusterName: "farm" },
    });
  });
});

describe("RKE", () => {
  const machine = "{address: 203.0.113.11, user: ubuntu, role: [controlplane, etcd, worker]}";
  judged("takes nothing from the lecture's cluster beside what is expected above", RKE, () => {
    const { nodes, kubernetesVersion, clusterName, ...others } =
      verdictOn(read("dist/lecture/cluster.yml")).cluster ?? {};
    expect([nodes, kubernetesVersion, clusterName]).not.toContain(undefined);
    const bare = verdictOn(`nodes: [${machine}]\nkubernetes_version: ${String(kubernetesVersion)}\n`).cluster;
    expect({ ...bare, ...others }).toEqual(bare);
  });
  judged("refuses a value of another type", RKE, () => {
    expect(verdictOn(`nodes: [${machine}]\nservices: yes\n`)).toMatchObject({
      verdict: "refuse",
      says: expect.stringContaining("cannot unmarshal") as string,
    });
  });
  judged("refuses a Kubernetes that it has no images for", RKE, () => {
    expect(verdictOn(`nodes: [${machine}]\nkubernetes_version: v1.31.0-rancher1-1\n`)).toMatchObject({
      verdict: "refuse",
      says: expect.stringContaining("v1.31.0-rancher1-1") as string,
    });
  });
  judged("accepts and drops a key that it does not know, which is why we compare what it took", RKE, () => {
    const { verdict, cluster } = verdictOn(`nodes: [${machine}]\ningres: {provider: none}\n`);
    expect({ verdict, ingress: cluster?.["ingress"] }).toMatchObject({
      verdict: "accept",
      ingress: { provider: "nginx" },
    });
  });
  judged("accepts a cluster without machines", RKE, () => {
    expect(verdictOn("nodes: []\n").verdict).toBe("accept");
  });
});
