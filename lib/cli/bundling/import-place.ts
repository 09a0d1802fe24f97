import { readFileSync } from "node:fs";
import { parseSync } from "rolldown/utils";

/** A place in a file, as users count: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a file, as its user wrote it, imports something: the bundler knows only what plugins made of the file. */
export const tryFindImport = (file: string, specifier: string): Place | undefined => {
  const text = tryRead(file);
  if (text === undefined) return undefined;
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  const requests = [
    ...[...staticImports, ...staticExports.flatMap(({ entries }) => entries)].map(({ moduleRequest }) => moduleRequest),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => ({ start, value: text.slice(start + 1, end - 1) })),
  ];
  const found = requests.find((request) => request?.value === specifier);
  return found ? placeAt(text, found.start) : undefined;
};

const tryRead = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
};

const placeAt = (text: string, offset: number): Place => {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
};
