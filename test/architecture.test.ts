import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./terminal.ts";

/** Who may import whom: data flows one way. The same table stands in ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  finding: [],
  schema: ["text"],
  manifest: ["schema", "text"],
  inventory: ["finding", "text"],
  provisioners: ["inventory", "finding", "text"],
  topology: ["manifest", "inventory"],
  tree: ["manifest", "schema", "finding"],
  cluster: ["tree", "inventory", "finding", "imports"],
  workloads: ["cluster", "tree", "manifest", "finding", "imports"],
  check: ["schema", "manifest", "inventory", "finding"],
  codegen: ["schema", "text"],
  cdk8s: ["text"],
  synth: ["tree", "cluster", "provisioners", "topology", "check", "schema", "manifest", "inventory", "finding", "text"],
  cli: ["synth", "codegen", "cdk8s", "check", "cluster", "workloads", "provisioners", "inventory", "finding", "text"],
};

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, "lib", folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join("lib", folder, name).replaceAll("\\", "/"));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    ([, specifier = ""]) => specifier,
  );

/** The folder of lib/ that a relative import leads to; `imports` for generated kinds. */
const folderOf = (file: string, specifier: string): string | undefined => {
  const path = join(file, "..", specifier).replaceAll("\\", "/");
  return path.startsWith("imports/") ? "imports" : /^lib\/([^/]+)\//.exec(path)?.[1];
};

describe("who imports whom", () => {
  test.each(Object.keys(MAY_IMPORT))("lib/%s imports only what it is allowed to", (folder) => {
    const strays = sourcesOf(folder).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => folderOf(file, specifier) ?? specifier)
        .filter((target) => target !== folder && MAY_IMPORT[folder]?.includes(target) !== true)
        .map((target) => `${file} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });
  test("the table has every folder of lib/, and ARCHITECTURE.md has the table", () => {
    const folders = readdirSync(join(ROOT, "lib"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
    const architecture = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
    for (const [folder, targets] of Object.entries(MAY_IMPORT)) {
      expect(architecture).toMatch(new RegExp(`^\\| \`${folder}\` \\|.*\\| ${targets.join(", ") || "-"} \\|$`, "m"));
    }
    expect(architecture.split("\n").length).toBeLessThanOrEqual(150);
  });
  test("ARCHITECTURE.md says what each folder of lib/cli/ holds", () => {
    const folders = readdirSync(join(ROOT, "lib/cli"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const architecture = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
    const described = [...architecture.matchAll(/^\| `cli\/([\w-]+)` \| \S.* \|$/gm)].map(([, name = ""]) => name);
    expect(described.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });
  test("imports/ takes its base from kumiki/kinds and nothing else of lib/", () => {
    const files = readdirSync(join(ROOT, "imports"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const targets = files.flatMap((name) =>
      importsOf(join("imports", name)).filter((specifier) => !/^\.\.\/[\w.]+\/\w+\.ts$/.test(specifier)),
    );
    expect([...new Set(targets)].toSorted()).toEqual(["constructs", "kumiki/kinds"]);
  });
});

describe("who touches the world", () => {
  const MAY_TOUCH =
    /^lib\/(?:cli\/|synth\/write\/(?:read-output|read-compared-values|write-output|stage-files|make-folder|lock-output|temporary-name)\.ts$|synth\/(?:run-project|read-inventories|committed-inventories)\.ts$|schema\/api\.ts$|text\/parse-yaml\.ts$|tree\/cdk8s\.ts$|workloads\/read-secret-source\.ts$|cdk8s\/(?:watch-copies|watch-workers|quick\/quick-kinds)\.ts$)/;
  test("only readers, the writer and the command line use disk, processes and streams", () => {
    const all = Object.keys(MAY_IMPORT)
      .flatMap(sourcesOf)
      .filter((file) => !MAY_TOUCH.test(file));
    const touching = all.filter((file) =>
      /from "node:(?:fs|child_process|os|process|module)"|\bprocess\.|console\./.test(
        readFileSync(join(ROOT, file), "utf8"),
      ),
    );
    expect(touching).toEqual([]);
  });
  test("nothing depends on clock, locale or chance, but what waits for files to change", () => {
    const waiting = new Set(["lib/cli/watching/look.ts", "lib/cli/watching/find-change.ts"]);
    const all = Object.keys(MAY_IMPORT)
      .flatMap(sourcesOf)
      .filter((file) => !waiting.has(file));
    const careless = all.filter((file) =>
      /Date\.now|new Date\(\)|Math\.random|localeCompare|toLocale|Intl\./.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(careless).toEqual([]);
  });
  test("only cli/bundling imports the bundler, which a run from the cache never loads", () => {
    const importing = Object.keys(MAY_IMPORT)
      .flatMap(sourcesOf)
      .filter((file) => importsOf(file).some((specifier) => /^rolldown\b/.test(specifier)));
    expect(importing).toContain("lib/cli/bundling/bundle-program.ts");
    expect(importing.filter((file) => !file.startsWith("lib/cli/bundling/"))).toEqual([]);
  });
  test("lib/index.ts leads neither to ts-morph nor to the command line", () => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const specifier of importsOf(file).filter((name) => name.startsWith(".")))
        visit(join(file, "..", specifier).replaceAll("\\", "/"));
    };
    visit("lib/index.ts");
    expect([...seen].filter((file) => /lib\/(cli|codegen)\//.test(file))).toEqual([]);
    expect([...seen].flatMap(importsOf)).not.toContain("ts-morph");
  });
});
