import { SourceMap, type SourceMapPayload } from "node:module";
import { pathToFileURL } from "node:url";
import type { SourcePosition } from "../../finding/finding.ts";

/** Leads from a bundle back to the files that the user wrote. */
export interface SourcePositions {
  /** A position in the bundle as the user's; any other position as it is. */
  readonly positionOf: (position: SourcePosition) => SourcePosition;
  /** A stack with every position in the bundle as the user's. */
  readonly mapStack: (stack: string) => string;
}

/** Reads the source map only when the first position is asked for. */
export const sourcePositions = (bundleFile: string, map: string): SourcePositions => {
  let read: SourceMap | undefined;
  const positionOf = (position: SourcePosition): SourcePosition => {
    if (position.file !== bundleFile) return position;
    read ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
    const entry = read.findEntry(position.line - 1, position.column - 1);
    if (!("originalSource" in entry)) return position;
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
  const frame = framePattern(bundleFile);
  const mapStack = (stack: string): string =>
    stack.replace(frame, (_, line: string, column?: string) => {
      const source = positionOf({ file: bundleFile, line: Number(line), column: Number(column ?? 1) });
      return `${source.file}:${source.line}${column === undefined ? "" : `:${source.column}`}`;
    });
  return { positionOf, mapStack };
};

const framePattern = (file: string): RegExp =>
  new RegExp(`(?:${escaped(pathToFileURL(file).href)}(?:\\?run=\\d+)?|${escaped(file)}):(\\d+)(?::(\\d+))?`, "g");

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
