import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseYaml } from "../text/parse-yaml.ts";
import { CommandError } from "./terminal.ts";

/** What cdk8s.yaml says: its `kumiki:` section, which cdk8s ignores, and what we share with cdk8s. */
export interface Config {
  /** Programs to synthesize, relative to the file. Empty where there is no such list. */
  readonly programs: readonly string[];
  /** There are validation plugins, which cdk8s-cli runs. */
  readonly hasValidations: boolean;
}

/** Reads cdk8s.yaml of a folder. Refuses members that nobody would read. */
export const readConfig = (folder: string): Config => {
  const path = join(folder, "cdk8s.yaml");
  if (!existsSync(path)) return { programs: [], hasValidations: false };
  const [document] = readYaml(path);
  const hasValidations = isSomething(memberOf(document, "validations"));
  const section = memberOf(document, "kumiki");
  if (section === undefined) return { programs: [], hasValidations };
  const { programs = [], ...others } = section as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new CommandError(`Cannot read ${path}: found kumiki.${unknown}; allowed is kumiki.programs`);
  if (isListOfStrings(programs)) return { programs, hasValidations };
  throw new CommandError(
    `Cannot read ${path}: found kumiki.programs that is no list; allowed is a list of files such as apps/lecture/main.ts`,
  );
};

const readYaml = (path: string): readonly unknown[] => {
  try {
    return parseYaml(readFileSync(path, "utf8"), path);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "YAMLException") throw error;
    throw new CommandError(`Cannot read ${path}: it is no YAML: ${error.message}`);
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
