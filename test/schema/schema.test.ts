import { describe, expect, test } from "vitest";
import { isShippedGroup, kubernetesReleases, scopeOf, servedBy, tryFindMember } from "../../lib/schema/index.ts";

test("scopeOf knows what lives in a namespace and what stands beside", () => {
  expect(scopeOf("v1", "PersistentVolumeClaim")).toBe("namespaced");
  expect(scopeOf("v1", "PersistentVolume")).toBe("cluster");
  expect(scopeOf("rbac.authorization.k8s.io/v1", "ClusterRole")).toBe("cluster");
  expect(scopeOf("cert-manager.io/v1", "Issuer")).toBeUndefined();
});

test("scopeOf takes a version that no known release serves from its siblings", () =>
  expect(scopeOf("extensions/v1beta1", "Ingress")).toBeUndefined());

test("servedBy names the releases of a kind", () => {
  expect(servedBy("apps/v1", "Deployment")).toEqual(kubernetesReleases());
  expect(servedBy("flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema")).toEqual(["1.28"]);
  expect(servedBy("extensions/v1beta1", "Ingress")).toEqual([]);
});

test("isShippedGroup tells Kubernetes' own groups from others", () => {
  expect(["", "apps", "networking.k8s.io"].every(isShippedGroup)).toBe(true);
  expect(["cert-manager.io", "gateway.networking.k8s.io", "core"].some(isShippedGroup)).toBe(false);
});

describe("tryFindMember knows how lists merge", () => {
  const check = (type: string, member: string, expected: object): void =>
    expect(tryFindMember(type, member)).toMatchObject(expected);
  test("containers by name", () =>
    check("@core/v1.PodSpec", "containers", { list: "map", keys: [{ name: "name" }], type: "@core/v1.Container" }));
  test("ports by number and protocol, whose default is TCP", () =>
    check("@core/v1.Container", "ports", { keys: [{ name: "containerPort" }, { name: "protocol", default: "TCP" }] }));
  test("finalizers as a set, arguments not at all", () => {
    check("@meta/v1.ObjectMeta", "finalizers", { list: "set" });
    check("@core/v1.Container", "args", { list: "atomic" });
  });
});
