import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "rolldown";
import { isLeftToNode } from "./leave-sloppy-files.ts";

/**
 * Lets each file of a bundle keep its own `import.meta.url`, `__dirname` and the like, which would be the bundle's. Node before 24.2
 * has no `import.meta.main`, and a program that asks for it was written for one that has.
 */
export const keepFileIdentity = (): Plugin => ({
  name: "kumiki-keep-file-identity",
  transform(code, id) {
    if (!SCRIPT.test(id) || !MENTION.test(code) || isLeftToNode(code)) return null;
    return { code: withIdentity(code, id), map: null };
  },
});

/** No line moves: what is declared stands before the first line, or the second after `#!`. */
const withIdentity = (code: string, id: string): string => {
  const declared = Object.entries(identityOf(id))
    .filter(([name]) => !declares(code, name))
    .map(([name, value]) => `var ${name} = ${value};`)
    .join(" ");
  const first = /^#![^\n]*\n/.exec(code)?.[0] ?? "";
  return `${first}${declared} ${code.slice(first.length).replace(META, (_, property: string) => META_NAMES[property] ?? "")}`;
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

const META_NAMES: Readonly<Record<string, string>> = {
  url: "__kumikiUrl",
  filename: "__kumikiFile",
  dirname: "__kumikiFolder",
  main: "__kumikiIsMain",
};
const META = /\bimport\.meta\.(url|filename|dirname|main)\b/g;
const MENTION = /\bimport\.meta\.(?:url|filename|dirname|main)\b|\b__(?:dirname|filename)\b/;
const SCRIPT = /^[^\0].*\.[cm]?[jt]sx?$/;
