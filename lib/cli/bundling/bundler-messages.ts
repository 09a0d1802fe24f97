import { readFileSync } from "node:fs";
import type { RolldownError, RolldownLog } from "rolldown";
import { ProgramError } from "../failures/program-error.ts";
import { shownPath } from "../loading/shown-path.ts";
import { tryFindImport } from "./import-place.ts";
import { type Importers, importByName } from "./named-imports.ts";

/** What the bundler warned of, and what tells whether it matters. */
export interface Warned {
  readonly warnings: readonly RolldownLog[];
  /** Specifiers of imports that cannot do without. */
  readonly unresolved: ReadonlySet<string>;
  readonly importers: Importers;
}

/**
 * Throws where the bundler only warns of what would fail at run time without a place: of a package that is not there, and (see
 * `shimMissingExports`) of an export that is not there. An export that its file mentions is a type, or what a type is made of; and
 * a namespace may be asked for any.
 */
export const refuseWarnings = ({ warnings, unresolved, importers }: Warned): void => {
  const found = warnings.find(
    ({ code, exporter }) => code === "UNRESOLVED_IMPORT" && exporter !== undefined && unresolved.has(exporter),
  );
  if (found !== undefined) throw new ProgramError(sentence(found));
  for (const { code, exporter, binding } of warnings) {
    if (code !== "SHIMMED_EXPORT" || exporter === undefined || binding === undefined) continue;
    if (!importByName(importers.get(exporter) ?? [], binding)) continue;
    if (mentions(readFileSync(exporter, "utf8"), binding)) continue;
    throw new ProgramError(
      `Cannot import "${binding}" from ${shownPath(exporter)}: found no export of that name there`,
    );
  }
};

const mentions = (text: string, name: string): boolean => text.split(/[^\p{ID_Continue}$]+/u).includes(name);

/** An error of the bundler as one sentence. */
export const readable = (error: unknown, entry: string): Error => {
  if (error instanceof ProgramError) return error;
  const [log] = logsOf(error);
  if (log !== undefined) return new ProgramError(sentence(log), { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  return new ProgramError(`Cannot bundle ${shownPath(entry)}: ${reason}`, { cause: error });
};

/** The problems that an error of the bundler holds. */
export const logsOf = (error: unknown): readonly RolldownError[] =>
  (error as { errors?: readonly RolldownError[] } | undefined)?.errors ?? [];

const sentence = (log: RolldownLog): string => {
  const { exporter } = log;
  const { path, message } = BROKEN_JSON.exec(log.message)?.groups ?? {};
  if (path !== undefined) return `Cannot read ${shownPath(path)}: it is no JSON: ${message}`;
  if (log.code !== "UNRESOLVED_IMPORT" || exporter === undefined)
    return `Cannot read ${placeOf(log)}: ${firstLine(log.message)}`;
  const at = placeOf(log, exporter);
  return /^[./#]/.test(exporter)
    ? `Cannot find ${JSON.stringify(exporter)}, which ${at} imports; allowed are files that exist, with or without an extension`
    : `Cannot find the package ${JSON.stringify(exporter)}, which ${at} imports; install it, or correct its name`;
};

/** What the bundler takes for a fault of its own: a package.json that is broken. */
const BROKEN_JSON = /^JSONError \{ path: "(?<path>[^"]+)", message: "(?<message>(?:\\.|[^"\\])*)"/m;

const placeOf = ({ loc, id }: RolldownLog, imported?: string): string => {
  const file = loc?.file ?? id;
  if (file === undefined || loc === undefined) return shownPath(file ?? "the program");
  const { line, column } = (imported !== undefined && tryFindImport(file, imported)) || {
    line: loc.line,
    column: loc.column + 1,
  };
  return `${shownPath(file)}:${line}:${column}`;
};

/** Without the colours, the code and the drawing that follows. */
const firstLine = (message: string): string =>
  (message.replace(COLOURS, "").split("\n")[0] ?? "").replace(/^\[\w+\] /, "").replace(/\.$/, "");

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
