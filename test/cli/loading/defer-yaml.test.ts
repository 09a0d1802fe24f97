import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { beforeAll, expect, test } from "vitest";

let code = "";

beforeAll(async () => {
  const build = await rolldown({ input: resolve("lib/cli/loading/defer-yaml.ts"), platform: "node" });
  const { output } = await build.generate({ format: "es" });
  // As if it lay in the repository, where it finds cdk8s.
  code = output[0].code.replace("import.meta.url", JSON.stringify(pathToFileURL(resolve("lib/cli/main.ts")).href));
});

/** What an expression gives in a process of its own, and whether the package was loaded by then. */
const check = (expression: string, expected: unknown, isLoaded: boolean): void => {
  const script = `${code.replace(/export \{[^}]*\};?/, "")}
    deferYaml();
    const require = createRequire(${JSON.stringify(resolve("lib/cli/main.ts"))});
    const value = await (${expression});
    const isLoaded = Object.keys(require.cache).some((path) => /[/\\\\]yaml[/\\\\]dist[/\\\\]compose/.test(path));
    console.log(JSON.stringify({ value, isLoaded }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({ value: expected, isLoaded });
};

const interop = "((m) => (m && m.__esModule ? m : { default: m }))";

test("cdk8s is loaded without the package yaml", () => check('typeof require("cdk8s").App', "function", false));
test("cdk8s's own Yaml works", () => check('require("cdk8s").Yaml.stringify({ a: [1] })', "a:\n  - 1\n", true));
test("a program that requires it has it whole", () =>
  check('Object.keys(require("yaml")).includes("parseDocument")', true, true));
test("compiled TypeScript has its default and its names", () =>
  check(`${interop}(require("yaml")).default.parse("a: 1").a + require("yaml").parse("2")`, 3, true));
test("its classes are its own", () =>
  check('new (require("yaml").Document)({}) instanceof require("yaml").Document', true, true));
test("an import of it has its names", () => check('import("yaml").then(({ parse }) => parse("[1]"))', [1], true));
