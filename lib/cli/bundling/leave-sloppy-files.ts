import { dirname } from "node:path";
import type { Plugin, PluginContext } from "rolldown";
import { type ESTree, Visitor } from "rolldown/utils";
import { isEsModuleByName } from "../loading/read-package.ts";
import { runSloppyFile } from "./run-sloppy-file.ts";

/**
 * Leaves CommonJS files that are not strict to Node. A bundle is strict as a whole, since ES modules and what tsc writes are; such a
 * file stands in it as text, which Node compiles by itself, under the file's own name. What it requires and imports by name is
 * bundled like anything else, where it is there: what is not may be optional, or meant for a `require` of the file's own, so that
 * Node is asked for it when the file does.
 */
export const leaveSloppyFiles = (): Plugin => ({
  name: "kumiki-leave-sloppy-files",
  resolveId: (specifier) => (specifier === RUNNER ? { id: RUNNER_ID } : null),
  load: (id) => (id === RUNNER_ID ? `module.exports = ${String(runSloppyFile)};\n` : null),
  async transform(code, id) {
    if (!/^[^\0].*\.c?js$/.test(id) || FIRST_STRICT.test(code) || isEsModuleByName(id)) return null;
    const text = code.replace(/^\uFEFF/, "");
    const program = tryParse(() => this.parse(text, { lang: "js", sourceType: "commonjs" }));
    if (program === undefined || isStrict(program)) return null;
    return { code: asText(text, id, await namesFound(this, id, namesIn(program))), map: NO_POSITIONS };
  },
});

/** Nothing of what stands around the text is the user's: of null the bundler would think that nothing moved. */
const NO_POSITIONS = { mappings: "" } as const;

/** Tells whether the plugin has put this code in the place of a file's own. */
export const isLeftToNode = (code: string): boolean => code.startsWith(CALL);

/** What tsc writes begins so: generated kinds are long, and need not be parsed to know. */
const FIRST_STRICT = /^["']use strict["'];/;

/** What is no CommonJS is an ES module, or broken: then the bundler says where. */
const tryParse = (parse: () => ESTree.Program): ESTree.Program | undefined => {
  try {
    return parse();
  } catch {
    return undefined;
  }
};

const isStrict = ({ body }: ESTree.Program): boolean =>
  body.some((statement) => "directive" in statement && statement.directive === "use strict");

/** A text that has a `$mport` of its own is not changed, and Node does its imports: our function would hide it. */
const asText = (text: string, file: string, { required, imports }: Names): string => {
  const imported = text.includes(IMPORT) ? [] : imports;
  const [shown, folder] = [JSON.stringify(file), JSON.stringify(dirname(file))];
  const names = imported.map(({ name }) => name);
  const loaded = `required: ${loaders("require", required)}, imported: ${loaders("import", names)}`;
  return `${CALL}${template(withImports(text, imported))}, { file: ${shown}, folder: ${folder}, outer: module, ${loaded} });`;
};

/** What a file loads by a name that stands in it. */
interface Names {
  readonly required: readonly string[];
  readonly imports: readonly ImportCall[];
}

interface ImportCall {
  readonly start: number;
  readonly name: string;
}

const namesIn = (program: ESTree.Program): Names => {
  const required: string[] = [];
  const imports: ImportCall[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [name] }) => {
      if (callee.type === "Identifier" && callee.name === "require" && isText(name)) required.push(name.value);
    },
    ImportExpression: ({ start, source, phase }) => {
      if (phase === null && isText(source)) imports.push({ start, name: source.value });
    },
  }).visit(program);
  return { required, imports };
};

/** `resolveImports` notes those that are missing. */
const namesFound = async (context: PluginContext, file: string, { required, imports }: Names): Promise<Names> => {
  const isFound = async (kind: "require-call" | "dynamic-import", name: string): Promise<boolean> =>
    (await context.resolve(name, file, { kind })) !== null;
  const [ofRequired, ofImports] = await Promise.all([
    Promise.all(required.map((name) => isFound("require-call", name))),
    Promise.all(imports.map(({ name }) => isFound("dynamic-import", name))),
  ]);
  return { required: required.filter((_, at) => ofRequired[at]), imports: imports.filter((_, at) => ofImports[at]) };
};

const isText = (node: ESTree.Node | undefined): node is ESTree.StringLiteral =>
  node?.type === "Literal" && typeof node.value === "string";

const loaders = (call: "require" | "import", names: readonly string[]): string => {
  const entries = [...new Set(names)]
    .map((name) => JSON.stringify(name))
    .map((name) => `[${name}]: () => ${call}(${name})`);
  return `{ ${entries.join(", ")} }`;
};

/** Nothing moves: the name is as long as the word, and its function, known above the place where it stands, follows the text. */
const withImports = (text: string, imports: readonly ImportCall[]): string => {
  if (imports.length === 0) return text;
  const renamed = imports.reduce(
    (done, { start }) => done.slice(0, start) + IMPORT + done.slice(start + IMPORT.length),
    text,
  );
  return `${renamed}\n;function ${IMPORT}(name) { return module[Symbol.for("kumiki.import")](name); }`;
};

const IMPORT = "$mport";

/**
 * A literal in which the text can be read: what looks for cdk8s or `process.exit()` in a bundle finds it. No line of it ends
 * as it did, so that nothing that is put in place of whole lines of a bundle meets it.
 */
const template = (text: string): string =>
  `\`${text
    .replace(/[\\`]|\$\{/g, "\\$&")
    .replace(/\r/g, "\\r")
    .replace(/\n/g, "\\n\\\n")}\``;

const RUNNER = "kumiki:run-sloppy-file";
const RUNNER_ID = `\0${RUNNER}`;
const CALL = `require(${JSON.stringify(RUNNER)})(`;
