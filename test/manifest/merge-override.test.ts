import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeOverride } from "../../lib/manifest/merge-override.ts";

const DEPLOYMENT = { apiVersion: "apps/v1", kind: "Deployment" };

const pod = (spec: object): object => ({ spec: { template: { spec } } });

const check = (object: object, override: object, expected: object): void => {
  const before = structuredClone(object);
  expect(mergeOverride(DEPLOYMENT, object, override)).toEqual(expected);
  expect(object).toEqual(before);
};

describe("mergeOverride", () => {
  test("merges members and leaves the rest", () =>
    check({ spec: { replicas: 1, paused: true } }, { spec: { replicas: 2 } }, { spec: { replicas: 2, paused: true } }));
  test("deletes with null, in mappings of any depth", () =>
    check({ spec: { paused: true }, a: 1 }, { spec: { paused: null }, a: null }, { spec: {} }));
  test("finds containers by name and appends new ones", () =>
    check(
      pod({ containers: [{ name: "a", image: "x" }] }),
      pod({ containers: [{ name: "a", image: "y" }, { name: "b" }] }),
      pod({ containers: [{ name: "a", image: "y" }, { name: "b" }] }),
    ));
  test("takes an element out with $patch", () =>
    check(
      pod({ containers: [{ name: "a" }, { name: "b" }] }),
      pod({ containers: [{ name: "a", $patch: "delete" }] }),
      pod({ containers: [{ name: "b" }] }),
    ));
  test("fills in the default of a key: a port without protocol is TCP", () =>
    check(
      pod({ containers: [{ name: "a", ports: [{ containerPort: 80, name: "http" }] }] }),
      pod({ containers: [{ name: "a", ports: [{ containerPort: 80, protocol: "TCP", hostPort: 80 }] }] }),
      pod({
        containers: [{ name: "a", ports: [{ containerPort: 80, name: "http", protocol: "TCP", hostPort: 80 }] }],
      }),
    ));
  test("keeps a port of another protocol apart", () =>
    check(
      pod({ containers: [{ name: "a", ports: [{ containerPort: 53 }] }] }),
      pod({ containers: [{ name: "a", ports: [{ containerPort: 53, protocol: "UDP" }] }] }),
      pod({ containers: [{ name: "a", ports: [{ containerPort: 53 }, { containerPort: 53, protocol: "UDP" }] }] }),
    ));
  test("replaces atomic lists and unites sets", () =>
    check(
      { metadata: { finalizers: ["a"] }, ...pod({ containers: [{ name: "a", args: ["x", "y"] }] }) },
      { metadata: { finalizers: ["b", "a"] }, ...pod({ containers: [{ name: "a", args: ["z"] }] }) },
      { metadata: { finalizers: ["a", "b"] }, ...pod({ containers: [{ name: "a", args: ["z"] }] }) },
    ));
  test("refuses an element without its key, and one to delete that is not there", () => {
    const merge = (containers: readonly object[]) => () =>
      mergeOverride(DEPLOYMENT, pod({ containers: [{ name: "a" }] }), pod({ containers }));
    expect(merge([{ image: "a:2" }])).toThrow('found no name in {"image":"a:2"}');
    expect(merge([{ name: "typo", $patch: "delete" }])).toThrow("it has no such element");
  });
  test("replaces lists of kinds that Kubernetes does not ship", () =>
    expect(
      mergeOverride({ apiVersion: "example.com/v1", kind: "Thing" }, { spec: { list: [1] } }, { spec: { list: [2] } }),
    ).toEqual({ spec: { list: [2] } }));
  test("changes nothing when nothing is overridden, and the same once as twice", () => {
    const objects = fc.object({ maxDepth: 3 });
    fc.assert(
      fc.property(objects, (object) => {
        expect(mergeOverride(DEPLOYMENT, object, {})).toEqual(object);
      }),
    );
    fc.assert(
      fc.property(objects, objects, (object, override) => {
        const once = mergeOverride(DEPLOYMENT, object, override);
        expect(mergeOverride(DEPLOYMENT, once, override)).toEqual(once);
      }),
    );
  });
});
