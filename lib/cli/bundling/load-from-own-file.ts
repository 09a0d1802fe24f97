import { pathToFileURL } from "node:url";
import type { Plugin, PluginContext } from "rolldown";
import { type ESTree, parseSync, Visitor } from "rolldown/utils";
import { declareFirst } from "./declare-first.ts";
import { isScript } from "./is-script.ts";
import { isLeftToNode } from "./leave-sloppy-files.ts";

/**
 * Lets each file of a bundle load from its own place what the bundler leaves to Node, since its name is made at run time or is not
 * there yet: Node would look for it from where the bundle lies, or the program's first file.
 */
export const loadFromOwnFile = (): Plugin => ({
  name: "kumiki-load-from-own-file",
  async transform(code, id) {
    if (!isScript(id) || !MENTION.test(code) || isLeftToNode(code)) return null;
    const calls = await callsLeftToNode(this, id, code);
    const words = [...new Set(calls.map(({ word }) => word))];
    if (words.length === 0 || words.some((word) => code.includes(NAMES[word]))) return null;
    const renamed = calls.reduce(
      (text, { word, start }) => text.slice(0, start) + NAMES[word] + text.slice(start + word.length),
      code,
    );
    const declared = words.map((word) => `var ${NAMES[word]} = ${LOADERS[word](id)};`).join(" ");
    return { code: declareFirst(declared, renamed), map: null };
  },
});

/** What may be such a call. Generated kinds are long and have none, and need not be read for it. */
const MENTION =
  /\bimport\s*\((?!\s*(["'])[^"']*\1\s*\))|\bimport\.meta\.resolve\b|\brequire\s*(?:\.\s*resolve\b|\((?!\s*(["'])[^./"'][^"']*\2\s*\)))/;

type Word = "import" | "require" | "import.meta.resolve";

/** As long as the words, so that nothing moves. */
const NAMES: Readonly<Record<Word, string>> = {
  import: "$mport",
  require: "$equire",
  "import.meta.resolve": "$mport_meta_resolve",
};

const LOADERS: Readonly<Record<Word, (file: string) => string>> = {
  import: (file) => `(name, options) => import(${asUrl(file)}, options)`,
  require: (file) => requireOf(file),
  "import.meta.resolve": (file) =>
    `(name) => ${RELATIVE}.test(name) ? ${asUrl(file)} : import.meta.resolve?.(name) ?? ((found) => found === name ? name : ` +
    `process.getBuiltinModule("node:url").pathToFileURL(found).href)(${requireOf(file)}.resolve(name))`,
};

const RELATIVE = String.raw`/^\.{0,2}\//`;

const asUrl = (file: string): string =>
  `${RELATIVE}.test(name) ? new URL(name, ${JSON.stringify(pathToFileURL(file).href)}).href : name`;

const requireOf = (file: string): string =>
  `process.getBuiltinModule("node:module").createRequire(${JSON.stringify(file)})`;

interface Call {
  readonly word: Word;
  readonly start: number;
  /** What stands there in so many words; undefined of what is made at run time. */
  readonly name?: string | undefined;
}

/** None of a file that is broken: the bundler says where. */
const callsLeftToNode = async (context: PluginContext, file: string, code: string): Promise<readonly Call[]> => {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) return [];
  const calls = callsIn(program);
  const isLeft = await Promise.all(
    calls.map(async ({ word, name }) => {
      if (name === undefined) return true;
      // A file that is imported in so many words and is not there is for the bundler to refuse.
      return word === "require" && (await context.resolve(name, file, { kind: "require-call" })) === null;
    }),
  );
  return calls.filter((_, at) => isLeft[at]);
};

const callsIn = (program: ESTree.Program): readonly Call[] => {
  const calls: Call[] = [];
  const own: boolean[] = [];
  const noteParameters = ({ params }: { readonly params: readonly ESTree.Node[] }): void =>
    void own.push(...params.map(isRequire));
  new Visitor({
    ImportExpression: ({ start, source }) => void calls.push({ word: "import", start, name: textOf(source) }),
    CallExpression: ({ callee, arguments: [name] }) => {
      if (isRequire(callee)) calls.push({ word: "require", start: callee.start, name: textOf(name) });
    },
    MemberExpression: ({ start, object, property }) => {
      if (property.type !== "Identifier" || property.name !== "resolve") return;
      if (isRequire(object)) calls.push({ word: "require", start });
      if (object.type === "MetaProperty") calls.push({ word: "import.meta.resolve", start });
    },
    VariableDeclaration: ({ declare, declarations }) =>
      void own.push(...declarations.map(({ id }) => declare !== true && isRequire(id))),
    FunctionDeclaration: noteParameters,
    FunctionExpression: noteParameters,
    ArrowFunctionExpression: noteParameters,
  }).visit(program);
  return own.includes(true) ? calls.filter(({ word }) => word !== "require") : calls;
};

const isRequire = (node: ESTree.Node | null | undefined): boolean =>
  node?.type === "Identifier" && node.name === "require";

const textOf = (node: ESTree.Node | undefined): string | undefined => {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  return node?.type === "TemplateLiteral" && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined;
};
