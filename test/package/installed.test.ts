import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { parseYaml } from "../../lib/index.ts";
import { filesIn, ROOT, run, scratch } from "../terminal.ts";
import { type ProgramRun, runProgram } from "./run-program.ts";
import { SUBPATHS, specifierOf } from "./subpaths.ts";

const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));

const { version, devDependencies: own } = readJson(ROOT, "package.json") as {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const NEWEST = own["cdk8s"] ?? "";

/**
 * The lowest of the peers' ranges, which cdk8s-plus-28 goes beside no more, one of the middle, and those that everything else is
 * tested with.
 */
const VERSIONS: readonly (readonly [cdk8s: string, constructs: string, plus: string | undefined])[] = [
  ["2.65.0", "10.3.0", undefined],
  ["2.68.12", "10.3.0", "2.3.17"],
  ["2.69.50", "10.4.2", "2.3.17"],
  [NEWEST, own["constructs"] ?? "", own["cdk8s-plus-28"] ?? ""],
];

/** What cdk8s itself brought in those days that runs a script when it is installed; npm warns of it. */
const scriptsOf = (cdk8s: string): readonly string[] =>
  ["2.65.0", "2.68.12"].includes(cdk8s) ? ["node_modules/backport"] : [];

const warningsOf = (cdk8s: string): unknown =>
  scriptsOf(cdk8s).length === 0 ? "" : expect.stringMatching(/^npm warn .* 1 package has .*\n.* backport@/);

const QUIET = ["--no-audit", "--no-fund"];

/** The output of a command that succeeds, and says on standard error what is expected: nothing. */
const succeed = ({ status, stdout, stderr }: ProgramRun, says: unknown = ""): string => {
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: says });
  return stdout;
};

/** What the template gives without a package between. */
const outputOfTemplate = async (): Promise<Readonly<Record<string, string>>> => {
  const folder = scratch();
  await run(["init"], folder);
  await run(["synth"], folder);
  return filesIn(join(folder, "dist"));
};

describe.skipIf(!inject("hasRegistry")).each(VERSIONS)(
  "in an empty folder, beside cdk8s %s, constructs %s and cdk8s-plus-28 %s, the tarball",
  (cdk8s, constructs, plus) => {
    const root = mkdtempSync(join(tmpdir(), "kumiki-installed-"));
    const folder = join(root, "stack");
    let installation: ProgramRun;
    beforeAll(() => {
      mkdirSync(folder);
      cpSync(inject("tarball"), join(root, "kumiki.tgz"));
      const beside = plus === undefined ? [] : [`cdk8s-plus-28@${plus}`];
      const packages = ["../kumiki.tgz", `cdk8s@${cdk8s}`, `constructs@${constructs}`, ...beside];
      installation = runProgram(folder, ["npm", "install", "--save-exact", ...QUIET, ...packages]);
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    test("is installed without a warning, and without an install script in the whole tree", () => {
      succeed(installation, warningsOf(cdk8s));
      const { packages } = readJson(folder, "node_modules", ".package-lock.json") as {
        readonly packages: Readonly<Record<string, { readonly version: string; readonly hasInstallScript?: boolean }>>;
      };
      const versionsOf = (...names: readonly string[]) =>
        names.map((name) => packages[`node_modules/${name}`]?.version);
      expect(versionsOf("cdk8s", "constructs", "cdk8s-plus-28", "kumiki")).toEqual([cdk8s, constructs, plus, version]);
      const withScript = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript === true);
      expect(withScript).toEqual(scriptsOf(cdk8s));
      expect(succeed(runProgram(folder, ["npx", "kumiki", "--version"]))).toBe(`${version}\n`);
    });

    test("is found by import and by require, and changes nothing by being imported", () => {
      const names = JSON.stringify(SUBPATHS.map(specifierOf));
      const script = `console.log(JSON.stringify(${names}.filter((name) => Object.keys(require(name)).length === 0)))`;
      const empty = succeed(runProgram(folder, [process.execPath, "--eval", script]));
      expect(JSON.parse(empty), "hold types alone").toEqual([
        "kumiki/k8s/meta/v1",
        "kumiki/k8s/scheduling.k8s.io/v1alpha3",
      ]);
      const program = join(folder, "node_modules", "import-effects.mjs");
      cpSync(join(import.meta.dirname, "import-effects.mjs"), program);
      const effectsOf = (...modules: readonly string[]): unknown =>
        JSON.parse(succeed(runProgram(folder, [process.execPath, program, ...modules])));
      expect(effectsOf(...SUBPATHS.map(specifierOf))).toEqual([]);
      writeFileSync(
        join(folder, "node_modules", "effect.cjs"),
        'require("cdk8s").App.prototype.synth = () => {}; globalThis.x = 1;',
      );
      expect(effectsOf("./effect.cjs")).toEqual(["globalThis.x", "exports of cdk8s.App.prototype.synth"]);
    });

    test("has types for ES modules and CommonJS that hold without skipLibCheck", () => {
      const types = join(folder, "node_modules", "types");
      mkdirSync(types);
      const each = (line: (specifier: string, name: string) => string): string =>
        SUBPATHS.map((subpath, index) => line(specifierOf(subpath), `m${index}`)).join("\n");
      const checked = (common: string): ProgramRun => {
        writeFileSync(
          join(types, "module.mts"),
          each((from, name) => `export * as ${name} from "${from}";`),
        );
        writeFileSync(join(types, "common.cts"), common);
        const compilerOptions = {
          module: "NodeNext",
          target: "ES2022",
          lib: ["ES2023"],
          types: [],
          strict: true,
          noEmit: true,
        };
        writeFileSync(join(types, "tsconfig.json"), JSON.stringify({ compilerOptions }));
        return runProgram(types, [join(ROOT, "node_modules", ".bin", "tsc"), "-p", "."]);
      };
      succeed(
        checked(each((from, name) => `import ${name} = require("${from}");\nexport type T${name} = typeof ${name};`)),
      );
      expect(checked('import { rke } from "kumiki";\nexport const c: number = rke;\n').stdout).toContain("TS2322");
    });

    if (cdk8s === NEWEST)
      test("has types for TypeScript 5 with the settings that docs/coming-from-cdk8s.md names, in a package of CommonJS", () => {
        const compiler = join(root, "typescript");
        mkdirSync(compiler);
        succeed(runProgram(compiler, ["npm", "install", ...QUIET, "typescript@5.9.3"]));
        const common = join(folder, "node_modules", "common");
        mkdirSync(common);
        writeFileSync(join(common, "package.json"), "{}");
        writeFileSync(
          join(common, "main.ts"),
          'import { rke } from "kumiki";\nexport { ConfigMap } from "kumiki/k8s/core/v1";\nrke({ release: "1.8.14" });\n',
        );
        const errorsWith = (modules: object): readonly string[] => {
          const compilerOptions = {
            target: "ES2022",
            lib: ["ES2023"],
            types: [],
            strict: true,
            noEmit: true,
            ...modules,
          };
          writeFileSync(join(common, "tsconfig.json"), JSON.stringify({ compilerOptions }));
          const { stdout } = runProgram(common, [join(compiler, "node_modules", ".bin", "tsc"), "-p", "."]);
          return [...new Set(stdout.match(/TS\d+/g) ?? [])];
        };
        expect(errorsWith({ module: "nodenext" })).toEqual([]);
        expect(errorsWith({ module: "preserve" })).toEqual([]);
        expect(errorsWith({ module: "node16" })).toEqual(["TS1479"]);
        expect(errorsWith({ module: "commonjs", moduleResolution: "node" })).toEqual(["TS2307"]);
        expect(errorsWith({ module: "commonjs" })).toEqual(["TS2307"]);
      });

    if (plus !== undefined)
      test("holds another library's constructs", () => {
        writeFileSync(join(folder, "plus.ts"), PLUS);
        const command = ["npx", "kumiki", "synth", "plus.ts", "--out", "plus"];
        succeed(runProgram(folder, command), expect.stringMatching(/\nplus: \d+ added, /));
        expect(Object.keys(filesIn(join(folder, "plus")))).toContainEqual(
          expect.stringMatching(/^plus\/manifests\/namespaces\/shop\/deployment-/),
        );
      });

    test("makes a project that passes its own scripts", async () => {
      succeed(runProgram(folder, ["npx", "kumiki", "init"]), "this folder: 7 files written; package.json completed\n");
      succeed(runProgram(folder, ["npm", "install", ...QUIET]), warningsOf(cdk8s));
      succeed(runProgram(folder, ["npm", "run", "synth"]), expect.stringMatching(/\ndist: 22 added, .*\n$/));
      expect(filesIn(join(folder, "dist"))).toEqual(await outputOfTemplate());
      writeFileSync(join(folder, "surroundings.ts"), SURROUNDINGS);
      succeed(runProgram(folder, ["npm", "run", "check"]), expect.stringMatching(/^(?:warning .*\n)+$/));
      expect(succeed(runProgram(folder, ["npm", "test"]))).toContain("3 passed");
      const { dependencies } = readJson(folder, "package.json") as { readonly dependencies: object };
      expect(dependencies).toEqual({
        cdk8s,
        constructs,
        ...(plus === undefined ? {} : { "cdk8s-plus-28": plus }),
        kumiki: "file:../kumiki.tgz",
      });
    });

    if (cdk8s === NEWEST)
      test("makes a project that passes its workflow in a fresh clone, and sees what changed", () => {
        const git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"];
        for (const args of [["init"], ["add", "."], ["commit", "--message", "a"], ["clone", ".", "../clone"]])
          expect(runProgram(folder, [...git, ...args]), args.join(" ")).toMatchObject({ status: 0 });
        const clone = join(root, "clone");
        expect(existsSync(join(clone, "node_modules"))).toBe(false);
        const inClone = (command: readonly string[]) => runProgram(clone, command, { CI: "true" });
        for (const command of workflowOf(clone))
          expect(inClone(["sh", "-c", command]), command).toMatchObject({ status: 0 });
        const program = join(clone, "main.ts");
        writeFileSync(program, readFileSync(program, "utf8").replace("203.0.113.10", "10.0.0.10"));
        expect(inClone(["npm", "run", "check"])).toMatchObject({ status: 1 });
        expect(inClone(["npm", "run", "synth"])).toMatchObject({ status: 0 });
        expect(inClone(["npm", "run", "check"])).toMatchObject({ status: 0 });
        expect(inClone(["npm", "test"])).toMatchObject({ status: 0 });
        writeFileSync(program, readFileSync(program, "utf8").replace('"wordpress", {', '"wordpress", { name: "shop",'));
        expect(inClone(["npm", "test"])).toMatchObject({ status: 1 });
      });

    test("makes a project in another folder that takes the same tarball", () => {
      succeed(runProgram(folder, ["npx", "kumiki", "init", "../a/b"]), "../a/b: 8 files written\n");
      const { dependencies } = readJson(root, "a/b/package.json") as { readonly dependencies: Record<string, string> };
      expect(dependencies["kumiki"]).toBe("file:../../kumiki.tgz");
    });
  },
);

/** The commands of a project's workflow. */
const workflowOf = (folder: string): readonly string[] => {
  const path = join(folder, ".github", "workflows", "check.yml");
  const [workflow] = parseYaml(readFileSync(path, "utf8"), path) as readonly Workflow[];
  const commands = workflow?.jobs.check.steps.flatMap((step) => step.run ?? []) ?? [];
  expect(commands).toHaveLength(3);
  return commands;
};

interface Workflow {
  readonly jobs: { readonly check: { readonly steps: readonly { readonly run?: string }[] } };
}

/** What programs take from outside, as `npm run check` of a new project has it checked. */
const SURROUNDINGS = `import { readFileSync } from "node:fs";
export const host: string = process.env["SITE_HOST"] ?? readFileSync("host.txt", "utf8").trim();
export const isDebugging: boolean = Buffer.from(host).length === 0;
`;

const PLUS = `import { Cluster, Namespace, Project, rke } from "kumiki";
import { ConfigMap, Deployment, EnvValue } from "cdk8s-plus-28";
const project = new Project({ defaults: "2026-11" });
const cluster = new Cluster(project, "plus", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "u" },
  nodes: { a: { address: "203.0.113.11" } },
});
const shop = new Namespace(cluster, "shop");
const config = new ConfigMap(shop, "config", { data: { colour: "red" } });
new Deployment(shop, "server", {
  containers: [{ image: "docker.io/library/nginx:1.27", envVariables: { COLOUR: EnvValue.fromConfigMap(config, "colour") } }],
});
export default project;
`;
