import { expect, test } from "vitest";
import { keysOf } from "../../lib/manifest/keys-of-pod.ts";
import type { PodSpec } from "../../lib/manifest/pod-template.ts";

/** The keys that a pod with one container needs, by Secret or ConfigMap. */
const check = (valueFrom: object, expected: readonly string[]): void => {
  const pod = { containers: [{ name: "c", env: [{ name: "A", valueFrom }] }] };
  expect(keysOf(pod as PodSpec).map(({ kind, name, key }) => `${kind} ${name} ${key}`)).toEqual(expected);
};

test("a variable needs the key that it names", () => {
  check({ secretKeyRef: { name: "s", key: "k" } }, ["Secret s k"]);
  check({ configMapKeyRef: { name: "c", key: "k" } }, ["ConfigMap c k"]);
});

test("whatever else stands beside it, as only volumes have it", () => {
  check({ secretKeyRef: { name: "s", key: "k", items: [{ key: "other" }] } }, ["Secret s k"]);
  check({ configMapKeyRef: { name: "c", key: "k", items: 5 } }, ["ConfigMap c k"]);
});

test("none that is optional", () => check({ secretKeyRef: { name: "s", key: "k", optional: true } }, []));
