import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "rolldown";
import { type ESTree, parseSync, Visitor } from "rolldown/utils";
import { declareFirst } from "./declare-first.ts";
import { isScript } from "./is-script.ts";
import { isLeftToNode } from "./leave-sloppy-files.ts";

/**
 * Lets each file of a bundle keep its own `import.meta.url`, `__dirname` and the like, which would be the bundle's. Node before 24.2
 * has no `import.meta.main`, and a program that asks for it was written for one that has.
 */
export const keepFileIdentity = (): Plugin => ({
  name: "kumiki-keep-file-identity",
  transform(code, id) {
    if (!isScript(id) || !MENTION.test(code) || isLeftToNode(code)) return null;
    return { code: withIdentity(code, id), map: null };
  },
});

/** No line moves: what is declared stands before the first line, or the second after `#!`. */
const withIdentity = (code: string, id: string): string => {
  const declared = Object.entries(identityOf(id))
    .filter(([name]) => !declares(code, name))
    .map(([name, value]) => `var ${name} = ${value};`)
    .join(" ");
  return declareFirst(declared, withNames(code, id));
};

/** As expressions. */
const identityOf = (id: string): Readonly<Record<string, string>> => ({
  __filename: JSON.stringify(id),
  __dirname: JSON.stringify(dirname(id)),
  __kumikiFile: JSON.stringify(id),
  __kumikiFolder: JSON.stringify(dirname(id)),
  __kumikiUrl: JSON.stringify(pathToFileURL(id).href),
  __kumikiIsMain: `process.argv[1] === ${JSON.stringify(id)}`,
});

const declares = (code: string, name: string): boolean => new RegExp(`\\b(?:const|let|var)\\s+${name}\\b`).test(code);

/** What only quotes these words, such as a script in a ConfigMap, stays; so does a file that is broken: the bundler says where. */
const withNames = (code: string, file: string): string => {
  if (!META.test(code)) return code;
  const { program, errors } = parseSync(file, code);
  return errors.length > 0
    ? code
    : metasIn(program).reduceRight((text, { start, end, name }) => text.slice(0, start) + name + text.slice(end), code);
};

interface Meta {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** In the order in which they stand. */
const metasIn = (program: ESTree.Program): readonly Meta[] => {
  const metas: Meta[] = [];
  const note = ({ start, end }: ESTree.Node, property: string | undefined): void => {
    const name = property === undefined ? WHOLE : META_NAMES[property];
    if (name !== undefined) metas.push({ start, end, name });
  };
  const members = new Set<ESTree.Node>();
  new Visitor({
    MemberExpression: (node) => {
      if (!isMeta(node.object) || node.property.type !== "Identifier" || node.computed) return;
      members.add(node.object);
      note(node, node.property.name);
    },
    MetaProperty: (node) => {
      if (isMeta(node) && !members.has(node)) note(node, undefined);
    },
  }).visit(program);
  return metas.toSorted((a, b) => a.start - b.start);
};

const isMeta = (node: ESTree.Node): boolean => node.type === "MetaProperty" && node.meta.name === "import";

const META_NAMES: Readonly<Record<string, string>> = {
  url: "__kumikiUrl",
  filename: "__kumikiFile",
  dirname: "__kumikiFolder",
  main: "__kumikiIsMain",
};
const WHOLE = "({ url: __kumikiUrl, filename: __kumikiFile, dirname: __kumikiFolder, main: __kumikiIsMain })";
const META = /\bimport\.meta\b/;
const MENTION = /\bimport\.meta\b|\b__(?:dirname|filename)\b/;
