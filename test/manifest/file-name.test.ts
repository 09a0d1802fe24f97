import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inApplyOrder } from "../../lib/manifest/apply-order.ts";
import { fileName } from "../../lib/manifest/file-name.ts";

const identity = (group: string, kind: string, name: string) => ({ group, kind, namespace: undefined, name });

describe("fileName", () => {
  const check = ([group, kind, name]: readonly [string, string, string], expected: string): void =>
    expect(fileName(identity(group, kind, name))).toBe(expected);
  test("is kind and name", () => check(["apps", "Deployment", "wordpress"], "deployment-wordpress.yaml"));
  test("keeps dots", () => check(["", "PersistentVolume", "blog.data"], "persistentvolume-blog.data.yaml"));
  test("names the group that Kubernetes does not ship", () =>
    check(["cert-manager.io", "Issuer", "ca"], "issuer.cert-manager.io_ca.yaml"));
  test("encodes what file systems may fold or refuse", () => {
    check(["rbac.authorization.k8s.io", "ClusterRole", "Site:Reader"], "clusterrole-_53_ite_3a__52_eader.yaml");
    check(["rbac.authorization.k8s.io", "ClusterRole", "site:reader"], "clusterrole-site_3a_reader.yaml");
  });
  test("escapes no folder, and takes no name of a device, whatever a kind and a group are called", () => {
    check(["example.com", "Con", "a"], "_63_on.example.com_a.yaml");
    check(["..", "../X", "../.."], ".._2f_x..._.._2f_...yaml");
  });
  test("shortens a legal name that is too long for a file, still one to one", () => {
    const [a, b] = ["a", "b"].map((last) =>
      fileName(identity("", "PersistentVolumeClaim", `${"x".repeat(252)}${last}`)),
    );
    expect(a).not.toBe(b);
    expect(a?.length).toBeLessThan(250);
  });
  test("gives no two objects one name, whatever their case", () => {
    const names = fc.record({
      group: fc.constantFrom("", "apps", "example.com"),
      kind: fc.constantFrom("Site", "SiteA", "Site-"),
      name: fc.string({ minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(names, names, (a, b) => {
        fc.pre(a.kind.toLowerCase() !== b.kind.toLowerCase() || a.name !== b.name || a.group !== b.group);
        fc.pre(!(a.group !== "example.com" && b.group !== "example.com" && a.kind === b.kind && a.name === b.name));
        fc.pre(!a.kind.endsWith("-") && !b.kind.endsWith("-"));
        expect(fileName({ ...a, namespace: undefined }).toLowerCase()).not.toBe(
          fileName({ ...b, namespace: undefined }).toLowerCase(),
        );
      }),
    );
  });
});

test("inApplyOrder puts what others need first", () => {
  const kinds = [
    "Ingress",
    "Deployment",
    "StatefulSet",
    "Service",
    "Thing",
    "PersistentVolumeClaim",
    "Namespace",
    "ConfigMap",
  ];
  const entries = kinds.map((kind) => ({ manifest: { apiVersion: "v1", kind, metadata: { name: "a" } } }));
  const sorted = inApplyOrder(entries).map(({ manifest }) => manifest);
  expect(sorted.map(({ kind }) => kind)).toEqual([
    "Namespace",
    "ConfigMap",
    "PersistentVolumeClaim",
    "Service",
    "StatefulSet",
    "Deployment",
    "Ingress",
    "Thing",
  ]);
});
