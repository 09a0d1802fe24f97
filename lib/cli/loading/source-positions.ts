import { SourceMap, type SourceMapPayload, type SourceMapping } from "node:module";
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
  const trySource = (line: number, column: number): SourcePosition | undefined => {
    read ??= new SourceMap(JSON.parse(map) as SourceMapPayload);
    return trySourceIn(read, { line: line - 1, column: column - 1 });
  };
  const positionOf = (position: SourcePosition): SourcePosition =>
    (position.file === bundleFile ? trySource(position.line, position.column) : undefined) ?? position;
  const inSource = (text: string, line: string, column: string | undefined): string => {
    const source = trySource(Number(line), column === undefined ? END_OF_LINE : Number(column));
    if (source === undefined) return text;
    return `${source.file}:${source.line}${column === undefined ? "" : `:${source.column}`}`;
  };
  const mapStack = (stack: string): string => {
    const { anywhere, ofFrame } = patternsFor(bundleFile);
    const isOwn = (frame: string): boolean => {
      const [, line, column] = ofFrame.exec(frame) ?? [];
      return line !== undefined && trySource(Number(line), Number(column)) === undefined;
    };
    const shown = stack.split("\n").filter((line) => !isOwn(line));
    return shown.map((line) => line.replace(anywhere, inSource)).join("\n");
  };
  return { positionOf, mapStack };
};

interface Place {
  readonly line: number;
  readonly column: number;
}

/** An entry of an earlier line belongs to other code: what is written out of a source has entries of its own in every line. */
const trySourceIn = (map: SourceMap, { line, column }: Place): SourcePosition | undefined => {
  const entry: Partial<SourceMapping> = map.findEntry(line, column);
  const { generatedLine, originalSource, originalLine = 0, originalColumn = 0 } = entry;
  if (originalSource === undefined || generatedLine !== line) return undefined;
  return { file: originalSource, line: originalLine + 1, column: originalColumn + 1 };
};

const patternsFor = (file: string) => {
  const position = `(?:${escaped(pathToFileURL(file).href)}(?:\\?run=\\d+)?|${escaped(file)}):(\\d+)`;
  return {
    anywhere: new RegExp(`${position}(?::(\\d+))?`, "g"),
    ofFrame: new RegExp(`^\\s+at (?:.* )?\\(?${position}:(\\d+)\\)?$`),
  };
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Where only the line is known, its first entry may stand anywhere. */
const END_OF_LINE = Number.MAX_SAFE_INTEGER;
