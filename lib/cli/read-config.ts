import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diskReason } from "../synth/write/output-error.ts";
import { parseYaml } from "../text/parse-yaml.ts";
import { CommandError } from "./terminal.ts";

/** What is read of cdk8s.yaml: what cdk8s reads too, and the `kumiki:` section, which it ignores. */
export interface Config {
  /** Programs to synthesize, relative to the file: those of `kumiki.programs`, else the script that `app:` runs. Empty where there is neither. */
  readonly programs: readonly string[];
  /** There are validation plugins, which cdk8s-cli runs. */
  readonly hasValidations: boolean;
  /** It asks cdk8s's command line for a chart of Helm around the manifests. */
  readonly isHelmChart: boolean;
  /** What `app:` says of its script and we would not pass on: variables, arguments, a command before it. @default - nothing */
  readonly lost?: string;
  /** Where cdk8s tells its apps to write. @default - it says nothing of that */
  readonly output?: string;
}

/** Reads cdk8s.yaml of a folder. Refuses members that nobody would read. */
export const readConfig = (folder: string): Config => {
  const path = join(folder, "cdk8s.yaml");
  if (!existsSync(path)) return { programs: [], hasValidations: false, isHelmChart: false };
  const [document] = readYaml(path);
  const output = memberOf(document, "output");
  const hasValidations = isSomething(memberOf(document, "validations"));
  const named = readPrograms(path, document);
  const { programs, lost } = named === undefined ? scriptIn(memberOf(document, "app"), folder) : { programs: named };
  return {
    programs,
    hasValidations,
    isHelmChart: memberOf(memberOf(document, "synthConfig"), "format") === "helm",
    ...(lost === undefined ? {} : { lost }),
    ...(typeof output === "string" ? { output } : {}),
  };
};

const readPrograms = (path: string, document: unknown): readonly string[] | undefined => {
  const { programs, ...others } = (memberOf(document, "kumiki") ?? {}) as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new CommandError(`Cannot read ${path}: found kumiki.${unknown}; allowed is kumiki.programs`);
  if (programs === undefined || isListOfStrings(programs)) return programs;
  throw new CommandError(
    `Cannot read ${path}: found kumiki.programs that is no list; allowed is a list of files such as apps/lecture/main.ts`,
  );
};

/** The script of `npx ts-node main.ts`, `node dist/main.js` and the like: the first word that is one and is there. */
const scriptIn = (command: unknown, folder: string): Pick<Config, "programs" | "lost"> => {
  if (typeof command !== "string") return { programs: [] };
  const words = command.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, ""));
  const at = words.findIndex((word) => SCRIPT.test(word) && existsSync(join(folder, word)));
  if (at < 0) return { programs: [] };
  const lost = [...lostBefore(words.slice(0, at)), ...words.slice(at + 1)];
  return { programs: words.slice(at, at + 1), ...(lost.length === 0 ? {} : { lost: lost.join(" ") }) };
};

/** What sets variables or runs before the script, such as `--env-file=.env` and `-r dotenv/config`; not what only reads TypeScript. */
const lostBefore = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, at) => {
    if (ASSIGNS_OR_JOINS.test(word) || ENV_FILE.test(word) || DOTENV.test(word)) return [word];
    const preload = PRELOADS.exec(word);
    const preloaded = preload?.[1] ?? words[at + 1] ?? "";
    return preload === null || isLoader(preloaded) ? [] : [preloaded];
  });

const isLoader = (name: string): boolean => LOADERS.some((loader) => name === loader || name.startsWith(`${loader}/`));

const ENV_FILE = /^--env-file/;
const DOTENV = /^dotenvx?$/;
const PRELOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)(?:=(.*))?$/;
const LOADERS = [
  "ts-node",
  "tsx",
  "tsconfig-paths",
  "source-map-support",
  "@swc-node/register",
  "@swc/register",
  "esbuild-register",
];

/** `STAGE=prod`, or the end of a command before the script's. */
const ASSIGNS_OR_JOINS = /^[A-Za-z_]\w*=|^(?:&&|\|\||\||;)$|;$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;

const readYaml = (path: string): readonly unknown[] => {
  const text = readText(path);
  try {
    return parseYaml(text, path);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "YAMLException") throw error;
    throw new CommandError(`Cannot read ${path}: it is no YAML: ${error.message}`);
  }
};

const readText = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(`Cannot read ${path}: ${diskReason(error)}`, { cause: error });
  }
};

const memberOf = (document: unknown, name: string): unknown =>
  typeof document === "object" && document !== null
    ? ((document as Record<string, unknown>)[name] ?? undefined)
    : undefined;

/** A list of plugins, or the place of such a list. */
const isSomething = (value: unknown): boolean =>
  (Array.isArray(value) || typeof value === "string") && value.length > 0;

const isListOfStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
