import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { filesIn, ROOT, run, scratch } from "../terminal.ts";
import { valuesShownIn } from "./shown-values.ts";

/** A program with a Secret of ours, one of cdk8s-plus and a plain one, whose values come from outside. */
const program = (more = ""): string => {
  const folder = scratch();
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "name": "test" }');
  writeFileSync(
    join(folder, "main.ts"),
    `import { ApiObject, Chart, JsonPatch, Lazy } from "cdk8s";
import { Secret } from "cdk8s-plus-28";
import { Cluster, FilledSecret, Namespace, Project, rke } from "kumiki";
const project = new Project({ defaults: "2026-11" });
const nodes = { a: { address: "10.0.0.11" } };
const cluster = new Cluster(project, "c", { kubernetes: "1.30", provisioner: rke({ release: "1.8.14" }), ssh: { user: "u" }, nodes });
const shop = new Namespace(cluster, "shop");
const other = process.env.KUMIKI_TEST_OTHER;
const ours = new FilledSecret(shop, "ours", { values: { token: { env: "KUMIKI_TEST_TOKEN" }, same: { env: "KUMIKI_TEST_SAME" } } });
const theirs = new Secret(shop, "theirs", { metadata: { name: "theirs" }, stringData: { password: other } });
const plain = new ApiObject(shop, "plain", { apiVersion: "v1", kind: "Secret", metadata: { name: "plain" }, stringData: { password: other } });
${more}
export default project;
`,
  );
  return folder;
};

const VALUES = ["token-number-one", "token-number-two", "other-number-one", "other-number-two", "always-the-same"];

const shownIn = (text: string): readonly string[] => valuesShownIn(text, VALUES);

/** The hashes that lines with this sign show of a key. */
const hashesOf = (text: string, sign: string, key: string): readonly string[] =>
  [...text.matchAll(new RegExp(`[\\s"]\\${sign} +${key}: .*?(\\(hidden [0-9a-f]{12}\\))`, "g"))].map(
    ([, hash = ""]) => hash,
  );

const set = (number: string): void => {
  vi.stubEnv("KUMIKI_TEST_TOKEN", `token-number-${number}`);
  vi.stubEnv("KUMIKI_TEST_OTHER", `other-number-${number}`);
  vi.stubEnv("KUMIKI_TEST_SAME", "always-the-same");
};

/** Every copy that the program makes of a value has the hash that the value's own key has, and none is shown. */
const checkCopies = async (folder: string, own: string, copies: readonly string[]): Promise<void> => {
  for (const format of ["text", "json"]) {
    const { stdout, stderr } = await run(["synth", "main.ts", "--check", "--format", format], folder);
    expect(shownIn(stdout + stderr)).toEqual([]);
    for (const sign of ["-", "+"]) {
      const [hash = ""] = hashesOf(stdout, sign, own);
      expect(hash).not.toBe("");
      for (const key of copies) expect(hashesOf(stdout, sign, key), key).toEqual([hash]);
    }
  }
};

beforeEach(() => set("one"));

describe("values of Secrets", () => {
  test("stand in the Secrets' manifests and in the stream, and in nothing that is said", async () => {
    const folder = program();
    const { exitCode, stdout, stderr } = await run(["synth", "main.ts", "--format", "json"], folder);
    expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 0, shown: [] });
    expect(stdout).toContain('"secret-in-output"');
    const holding = Object.entries(filesIn(join(folder, "dist"))).filter(([, text]) => shownIn(text).length > 0);
    expect(holding.map(([path]) => path.replace(/^.*\//, ""))).toEqual([
      "secret-ours.yaml",
      "secret-plain.yaml",
      "secret-theirs.yaml",
    ]);
    expect(shownIn((await run(["synth", "main.ts", "--stdout"], folder)).stdout)).toHaveLength(3);
  });
  test("are hashes where --check shows what differs: what is equal looks equal", async () => {
    const folder = program();
    await run(["synth", "main.ts"], folder);
    set("two");
    const { exitCode, stdout, stderr } = await run(["synth", "main.ts", "--check"], folder);
    expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 1, shown: [] });
    expect(stdout.match(/^changed .*$/gm)).toHaveLength(3);
    expect(stdout.match(/^ {2}[-+] +password: .?\(hidden [0-9a-f]{12}\)/gm)).toHaveLength(4);
    expect(stdout.match(/^ {2}[-+] +token: .?\(hidden [0-9a-f]{12}\)/gm)).toHaveLength(2);
    expect(stdout.match(/^ {2}.+same: .*$/gm)).toEqual([
      expect.stringMatching(/^ {3} +same: .?\(hidden [0-9a-f]{12}\)/),
    ]);
    const json = await run(["synth", "main.ts", "--check", "--format", "json"], folder);
    expect(shownIn(json.stdout + json.stderr)).toEqual([]);
  });
  test("are the same hashes where a program copies what it asked for by name", async () => {
    const folder = program(`const token = process.env.KUMIKI_TEST_TOKEN ?? "";
const annotations = { plain: token, url: \`https://:\${token}@a\`, encoded: Buffer.from(token).toString("base64") };
new ApiObject(shop, "copy", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "copy", annotations } });`);
    await run(["synth", "main.ts"], folder);
    set("two");
    await checkCopies(folder, "token", ["plain", "url", "encoded"]);
  });
  test("are hidden in URLs, and in quotes within quotes", async () => {
    const folder = program(`const odd = '/ü? "' + other + '" ';
for (const [name, value] of Object.entries({ ours: process.env.KUMIKI_TEST_TOKEN, theirs: odd })) {
  const data = { part: encodeURIComponent(value), whole: encodeURI("a://b/" + value), field: String(new URLSearchParams({ value })), json: JSON.stringify(JSON.stringify({ value })) };
  new ApiObject(shop, "copy-" + name, { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data });
}
new Secret(shop, "odd", { metadata: { name: "odd" }, stringData: { odd } });
shop.node.addValidation({ validate: () => process.env.KUMIKI_TEST_WRONG ? ["weak: " + encodeURIComponent(odd) + JSON.stringify(JSON.stringify(odd))] : [] });`);
    await run(["synth", "main.ts"], folder);
    set("two");
    const { stdout, stderr } = await run(["synth", "main.ts", "--check"], folder);
    expect(shownIn(stdout + stderr)).toEqual([]);
    for (const key of ["part", "whole", "field", "json"]) expect(hashesOf(stdout, "+", key), key).toHaveLength(2);
    vi.stubEnv("KUMIKI_TEST_WRONG", "yes");
    const said = (await run(["synth", "main.ts"], folder)).stderr;
    expect(said).toContain('says: weak: (hidden)"\\"(hidden)\\""');
  });
  test("of Secrets that the program fills itself are hidden where it copies them", async () => {
    const folder = program(`const value = other ?? "";
const data = { url: \`https://:\${value}@a\`, encoded: Buffer.from(value).toString("base64") };
new ApiObject(shop, "copy", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "copy" }, data });`);
    await run(["synth", "main.ts"], folder);
    set("two");
    await checkCopies(folder, "password", ["url", "encoded"]);
  });
  test("are not shown where a file differs in its writing alone, which is said", async () => {
    const folder = program();
    await run(["synth", "main.ts"], folder);
    const file = join(folder, "dist/c/manifests/namespaces/shop/secret-plain.yaml");
    const text = filesIn(join(folder, "dist"))["c/manifests/namespaces/shop/secret-plain.yaml"] ?? "";
    writeFileSync(file, text.replace("other-number-one", '"other-number-one" # other-number-two'));
    const { stdout } = await run(["synth", "main.ts", "--check"], folder);
    expect(stdout).toContain("secret-plain.yaml\n  (the way it is written alone)\n");
    expect(shownIn(stdout)).toEqual([]);
  });
  test.each([
    ["a patch that fails", 'ApiObject.of(theirs).addJsonPatch(JsonPatch.test("/stringData/password", "x"));', "Error"],
    ["a patch of ours that fails", 'ours.addJsonPatch(JsonPatch.test("/data/token", "x"));', "TEST_OPERATION_FAILED"],
    [
      "a Lazy that complains of its value",
      'new Secret(shop, "lazy", { stringData: { a: Lazy.any({ produce: () => { throw new RangeError(`bad ${other}`); } }) } });',
      "Error",
    ],
    [
      "the toJson() of a chart that complains",
      `class Own extends Chart { toJson(): unknown[] { throw new Error(\`bad \${other}\`); } }
new Secret(new Own(shop, "own", { namespace: "shop" }), "s", { metadata: { name: "s" } });`,
      "Error",
    ],
    ["a toJson() that complains", "plain.toJson = () => { throw new Error(`bad ${other}`); };", "Error"],
  ])("are not shown by %s", async (_, more, name) => {
    const folder = program(more);
    for (const format of ["text", "json"]) {
      const { exitCode, stdout, stderr } = await run(["synth", "main.ts", "--format", format], folder);
      expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 1, shown: [] });
      expect(stdout + stderr).toContain(`(${name}, whose text is not shown, since it may hold a value; `);
    }
  });
  test.each([
    [
      "a validation",
      "shop.node.addValidation({ validate: () => [`weak: ${other}, ${process.env.KUMIKI_TEST_TOKEN}`] });",
    ],
    [
      "an object that is none and has a value",
      'new ApiObject(shop, "copy", { apiVersion: "v1", kind: "ConfigMap" }).toJson = () => { throw new Error(`weak: ${other}, (hidden)`); };',
    ],
  ])("are not shown by %s that quotes them", async (_, more) => {
    const folder = program(more);
    for (const format of ["text", "json"]) {
      const { exitCode, stdout, stderr } = await run(["synth", "main.ts", "--format", format], folder);
      expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 1, shown: [] });
      expect(stdout + stderr).toContain("says: weak: (hidden), (hidden)");
    }
  });
  test.each([
    ["the program", "throw new Error(`weak: ${process.env.KUMIKI_TEST_TOKEN}`);"],
    [
      "a validation",
      "shop.node.addValidation({ validate: () => { throw new Error(`weak: ${process.env.KUMIKI_TEST_TOKEN}`); } });",
    ],
    [
      "a validation, in its cause",
      "shop.node.addValidation({ validate: () => { throw new Error('a', { cause: `weak: ${other}` }); } });",
    ],
    ["a validation, as a text", "shop.node.addValidation({ validate: () => { throw `weak: ${other}`; } });"],
  ])("are not shown by an error that %s throws", async (_, more) => {
    const { exitCode, stdout, stderr } = await run(["synth", "main.ts"], program(more));
    expect({ exitCode, shown: shownIn(stdout + stderr) }).toEqual({ exitCode: 2, shown: [] });
    expect(stderr).toContain("weak: (hidden)");
  });
  test("of a kind that JSON lacks are named by their place, as in any other object", async () => {
    const folder = program("ours.addJsonPatch(JsonPatch.add('/data/when', new Date(0)));");
    const { stderr } = await run(["synth", "main.ts"], folder);
    expect(stderr).toContain("found an object of class Date at value");
  });
});
