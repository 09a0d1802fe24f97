/** A program that makes apps; `file` is what it is imported by. */
export interface NamedProgram {
  readonly name: string;
  readonly file: string;
}

/**
 * One program that makes an app of each of those in every way of dividing it into files, below `dist/<name>/`, and tells what each
 * threw.
 */
export const everyDivision = (programs: readonly NamedProgram[], fixtures: string): string => `
import { mkdirSync, writeFileSync } from "node:fs";
import { App } from "cdk8s";
${programs.map(({ file }, index) => `import * as program${index} from ${JSON.stringify(file)};`).join("\n")}
const world = { fixtures: ${JSON.stringify(fixtures)}, url: "http://127.0.0.1:9", helm: "false" };
const programs: [string, any][] = [${programs.map(({ name }, index) => `[${JSON.stringify(name)}, program${index}]`).join(", ")}];
const says = (work: () => string): string => { try { return work(); } catch (error) { return String(error); } };
for (const [name, program] of programs) {
  const before = { ...process.env };
  Object.assign(process.env, program.env);
  for (const yamlOutputType of [0, 1, 2, 3]) {
    const outdir = "dist/" + name + "/" + yamlOutputType;
    const own = yamlOutputType === 1 ? {} : { outputFileExtension: ".yml", recordConstructMetadata: true };
    const app = new App({ ...program.props, ...own, yamlOutputType, outdir });
    const outcome = says(() => { program.build(app, world); app.synth(); return app.charts.map((chart) => chart.node.path).join(); });
    mkdirSync(outdir, { recursive: true });
    writeFileSync(outdir + "/outcome.txt", outcome);
  }
  const app = new App(program.props);
  writeFileSync("dist/" + name + "/stream.txt", says(() => { program.build(app, world); return app.synthYaml(); }));
  for (const key of Object.keys(program.env ?? {})) delete process.env[key];
  Object.assign(process.env, before);
}
`;

/** Files by their paths. */
export type Outputs = Readonly<Record<string, string>>;

/** What one of the programs made. */
export const outputsOf = (outputs: Outputs, name: string): Outputs =>
  Object.fromEntries(Object.entries(outputs).filter(([path]) => path.startsWith(`${name}/`)));

/** The same, without what cdk8s has written before an object failed: we write none then. */
export const wholeOutputsOf = (outputs: Outputs, name: string): Outputs =>
  Object.fromEntries(Object.entries(outputsOf(outputs, name)).filter(([path]) => isWhole(outputs, path)));

const isWhole = (outputs: Outputs, path: string): boolean =>
  !/^(?:\w*Error|Failed)/.test(outputs[path.replace(/^([^/]+\/\d).*/, "$1/outcome.txt")] ?? "") ||
  path.endsWith(".txt");
