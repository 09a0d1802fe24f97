import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { Deployment } from "../../imports/k8s/apps/v1.ts";
import { NfsServer, NfsVolume } from "../../lib/index.ts";
import type { NfsHost } from "../../lib/inventory/nfs-host.ts";
import { renderExports } from "../../lib/provisioners/hosts/render-exports.ts";
import { renderNfsHost } from "../../lib/provisioners/hosts/render-nfs-host.ts";
import { renderSetupScript } from "../../lib/provisioners/hosts/render-setup-script.ts";
import { fileOf, sample } from "../sample.ts";

const OPTIONS = ["rw", "sync", "no_subtree_check", "root_squash"];

const host = (path: string, addresses: readonly string[]): NfsHost => ({
  name: "nas",
  address: "10.0.0.10",
  exports: [
    {
      path,
      clients: addresses.map((address) => ({ address, options: OPTIONS })),
      directories: [{ path, uid: 33, gid: 33, mode: "2775" }],
    },
  ],
});

describe("renderExports writes one line a directory", () => {
  const check = (path: string, addresses: readonly string[], expected: string): void =>
    expect(renderExports(host(path, addresses))).toBe(`# What server nas exports\n${expected}`);
  test("with every client, and no blank before its options", () =>
    check(
      "/data",
      ["34.85.71.60", "fd00::1"],
      "/data 34.85.71.60(rw,sync,no_subtree_check,root_squash) fd00::1(rw,sync,no_subtree_check,root_squash)\n",
    ));
  test("with what exports(5) takes for something else as octal codes", () =>
    check("/my data#1", ["10.0.0.1"], "/my\\040data\\0431 10.0.0.1(rw,sync,no_subtree_check,root_squash)\n"));
});

test("renderNfsHost writes nothing for a server that exports nothing", () =>
  expect(renderNfsHost({ ...host("/data", []), exports: [] })).toEqual([]));

describe("renderSetupScript", () => {
  test("gives a script that sh reads, whatever a path is called", () => {
    for (const path of ["/data", "/it's $HOME", "/a b`c`"]) {
      execFileSync("sh", ["-n"], { input: renderSetupScript(host(path, ["10.0.0.1"])) });
      expect(renderSetupScript(host(path, ["10.0.0.1"]))).toContain(
        path === "/data" ? "make_directory /data 33 33 2775" : "make_directory '",
      );
    }
  });
});

describe("an export names the machines that can run the pods that mount it", () => {
  const check = (spec: object, cluster: object, expected: readonly string[]): void => {
    const { blog, nas, project } = sample(cluster);
    const { claimName } = new NfsVolume(blog, "v", {
      directory: nas.export("/v", { size: "1Gi" }),
      owner: { uid: 1, gid: 1 },
    });
    new Deployment(blog, "a", {
      spec: {
        selector: {},
        template: { spec: { containers: [], volumes: [{ name: "v", persistentVolumeClaim: { claimName } }], ...spec } },
      },
    });
    const clients = fileOf(project, "hosts/nas/exports").matchAll(/(\S+)\(/g);
    expect([...clients].map(([, address]) => address)).toEqual(expected);
  };
  const nodes = {
    a: { address: "10.0.0.1", roles: ["controlplane", "etcd"] },
    b: { address: "10.0.0.2", roles: ["worker"], labels: { disk: "fast" }, internalAddress: "192.168.0.2" },
    c: {
      address: "10.0.0.3",
      roles: ["worker"],
      zone: "z",
      taints: [{ key: "only", value: "db", effect: "NoSchedule" }],
    },
  };
  test("workers without taints, by their internal address", () => check({}, { nodes }, ["192.168.0.2"]));
  test("those that the pods tolerate", () =>
    check({ tolerations: [{ key: "only", operator: "Exists" }] }, { nodes }, ["10.0.0.3", "192.168.0.2"]));
  test("those that the pods select", () => {
    check({ nodeSelector: { disk: "fast" } }, { nodes }, ["192.168.0.2"]);
    check({ nodeName: "c" }, { nodes }, ["10.0.0.3"]);
  });
  test("those that the pods' affinity demands", () => {
    const zone = { key: "topology.kubernetes.io/zone", operator: "In", values: ["z"] };
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [zone] }] },
      },
    };
    check({ affinity, tolerations: [{ operator: "Exists" }] }, { nodes }, ["10.0.0.3"]);
  });
  test("with what only the kubelet knows ruling none out", () =>
    check({ nodeSelector: { "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux" } }, { nodes }, [
      "192.168.0.2",
    ]));
  test("by the public address where the server sees that", () => {
    const { blog, project } = sample({ nodes });
    const far = new NfsServer(project, "far", { address: "10.9.0.1", sees: "public" });
    const { claimName } = new NfsVolume(blog, "v", {
      directory: far.export("/v", { size: "1Gi" }),
      owner: { uid: 1, gid: 1 },
    });
    new Deployment(blog, "a", {
      spec: {
        selector: {},
        template: { spec: { containers: [], volumes: [{ name: "v", persistentVolumeClaim: { claimName } }] } },
      },
    });
    expect(fileOf(project, "hosts/far/exports")).toContain("/v 10.0.0.2(rw,");
  });
});
