import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretHider } from "../../../lib/synth/write/hide-secrets.ts";
import { emitYaml } from "../../../lib/text/emit-yaml.ts";

const hide = secretHider();

const secret = (data: object, rest: object = {}) => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "a", namespace: "b" },
  data,
  ...rest,
});

const yaml = (value: object): string => emitYaml(value as never);

/** The text as it is shown, with a name for each hash in the order of their appearance. */
const shown = (text: string): string => {
  const hashes: string[] = [];
  return hide(text).replace(/"?\(hidden ([0-9a-f]{12})\)"?/g, (_, hash: string) => {
    if (!hashes.includes(hash)) hashes.push(hash);
    return `#${hashes.indexOf(hash) + 1}`;
  });
};

describe("secretHider", () => {
  test("puts a hash in the place of every value, equal ones alike, and leaves the rest", () =>
    expect(
      shown(`# Written by kumiki from a.ts; do not edit\n---\n${yaml(secret({ a: "one", b: "two", c: "one" }))}`),
    ).toBe(
      `# Written by kumiki from a.ts; do not edit\n---\n${yaml(secret({ a: "#1", b: "#2", c: "#1" })).replaceAll('"', "")}`,
    ));
  test("tells the same of a value in stringData, in data and in what else is there", () => {
    const copy = `---\na: https://:value-one@b\n`;
    const texts = [
      secret({}, { stringData: { a: "value-one" } }),
      secret({ a: Buffer.from("value-one").toString("base64") }),
    ];
    const hashes = texts.flatMap(
      (object) => secretHider([Buffer.from("value-one")])(`${yaml(object)}${copy}`).match(/\(hidden .*?\)/g) ?? [],
    );
    expect(hashes).toEqual([hashes[0], hashes[0], hashes[2], hashes[2]]);
  });
  test("tells the same of one value only within a run: two runs have nothing in common", () => {
    const text = yaml(secret({ a: "one" }));
    expect(hide(text)).toBe(hide(text));
    expect(secretHider()(text)).not.toBe(hide(text));
  });
  test("leaves every other text as it is, byte by byte", () => {
    const reference = "kind: Ingress\nspec:\n  # kept\n  tls: {kind: Secret, name: tls}\n";
    const owner = "kind: ConfigMap\nmetadata:\n  ownerReferences: [{apiVersion: v1, kind: Secret, name: a, uid: b}]\n";
    for (const text of [reference, owner, "", "# a kind of Secret\n", "a: [", "#!/bin/sh\n# kind Secret: $(\n"]) {
      expect(hide(text)).toBe(text);
    }
  });
  test.each([
    ["stringData", yaml(secret({}, { stringData: { a: "VALUE" } }))],
    ["a member that is misspelt", yaml(secret({}, { stringdata: { a: ["VALUE", { b: "VALUE" }] } }))],
    ["data that is no mapping", yaml(secret({}, { data: "VALUE" }))],
    ["a List", yaml({ apiVersion: "v1", kind: "List", items: [secret({ a: "VALUE" })] })],
    ["a Secret that another kind carries", yaml({ kind: "Other", spec: { template: secret({ a: "VALUE" }) } })],
    ["JSON", JSON.stringify(secret({ a: "VALUE" }))],
    ["the second document", `kind: ConfigMap\n---\n${yaml(secret({ a: "VALUE" }))}`],
    ["flow style, keys in quotes", '{"kind": "Secret", "data": {a: VALUE}}'],
    ["a comment", `${yaml(secret({ a: "b" }))}# was VALUE\n`],
    ["a comment in the place of the mark", `# VALUE\n${yaml(secret({ a: "b" }))}`],
    ["an anchor", "kind: Secret\nmetadata: {name: a}\ndata: {a: &x VALUE, b: *x}\n"],
    ["a block", "kind: Secret\nmetadata: {name: a}\nstringData:\n  a: |\n    one\n    VALUE\n"],
    [
      "kubectl's copy",
      yaml(
        secret(
          {},
          {
            metadata: {
              name: "a",
              annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"data":{"a":"VALUE"}}' },
            },
          },
        ),
      ),
    ],
    ["a text that is no YAML", "kind: Secret\ndata:\n  a: VALUE\n b: [\n"],
    ["a key twice", "kind: Secret\ndata: {a: VALUE}\ndata: {a: VALUE}\n"],
    ["bytes", "kind: Secret\ndata: {a: !!binary VkFMVUU=}\n"],
  ])("hides a value in %s", (_, text) => {
    const result = hide(text);
    expect(result).not.toMatch(/VALUE|VkFMVUU/);
    expect(result).toMatch(/\(hidden [0-9a-f]{12}\)/);
  });
  test("shows none of any values, however they are written", () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 5, unit: "binary" }), { minKeys: 1 }),
        fc.boolean(),
        (values, isJson) => {
          const object = secret({}, { stringData: values });
          const result = hide(isJson ? JSON.stringify(object) : yaml(object));
          const leaks = Object.values(values).filter((value) => value.trim().length > 4 && result.includes(value));
          // A value may be a word that every Secret has.
          expect(leaks.filter((value) => !yaml(secret({}, { stringData: {} })).includes(value))).toEqual([]);
        },
      ),
    ));
});
