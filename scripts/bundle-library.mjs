// Joins what tsc built into a few files: Node takes half a millisecond for each, and a run would load over a hundred and fifty.
// The package's ways in stay where they are, as do the kinds of imports/, which programs reach one by one.
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";

const LIB = join(import.meta.dirname, "..", "build", "lib");
const CHUNKS = join(LIB, "chunks");
const WAYS_IN = ["index", "tree/kind-object", "cli/main"];

/** A module goes on finding what lies beside it: its own address is what it was. */
const keepAddresses = {
  name: "keep-addresses",
  transform(code, id) {
    if (!code.includes("import.meta.url")) return null;
    const address = JSON.stringify(relative(CHUNKS, id).replaceAll("\\", "/"));
    return { code: code.replaceAll("import.meta.url", `new URL(${address}, import.meta.url).href`), map: null };
  },
};

for (const name of WAYS_IN) {
  const code = readFileSync(join(LIB, `${name}.js`), "utf8");
  if (code.includes("import.meta.url")) throw new Error(`Cannot bundle build/lib/${name}.js: it asks where it lies`);
}

/**
 * What several ways in share, in as few files as make nobody load much that it does not need: cdk8s least of all, which `kinds`
 * and `project` load. Each brings along what its modules need.
 */
const SHARED = [
  {
    name: "text",
    modules: [
      "text/(?!parse-yaml).*",
      "manifest/sorted-manifest",
      "synth/(failure-reason|hide-values)",
      "tree/refusal",
      "synth/write/output-error",
      "workloads/filled-values",
    ],
  },
  {
    name: "start",
    modules: [
      "cdk8s/(watch-copies|watch-workers|validate-tree|ask-object|proven-versions)",
      "cli/(terminal|own-package)",
      "cli/failures/(describe-thrown|known-values|program-error)",
      "cli/loading/find-upwards",
    ],
  },
  { name: "schema", modules: ["schema/releases", "text/parse-yaml"] },
  { name: "kinds", modules: ["tree/(resolve-value|origin|plain-data)"] },
  { name: "write", modules: ["synth/write/(lock|plan|read|write)-output"] },
  { name: "project", modules: ["synth/project"] },
].map(({ name, modules }, index, all) => ({
  name,
  test: (id) => new RegExp(`^(${modules.join("|")})\\.js$`).test(relative(LIB, id).replaceAll("\\", "/")),
  priority: all.length - index,
}));

rmSync(CHUNKS, { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(WAYS_IN.map((name) => [name, join(LIB, `${name}.js`)])),
  platform: "node",
  external: [/^[^./]/, /^#/, /[\\/]imports[\\/]k8s[\\/]/],
  plugins: [keepAddresses],
});
await bundle.write({
  dir: LIB,
  format: "es",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  codeSplitting: { groups: SHARED },
});
await bundle.close();
// They led from tsc's lines to the sources.
for (const name of WAYS_IN) rmSync(join(LIB, `${name}.js.map`), { force: true });
