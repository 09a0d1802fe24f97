import { fileURLToPath } from "node:url";
import type { IConstruct } from "constructs";
import type { Place, SourcePosition } from "../finding/finding.ts";
import { cdk8s } from "./cdk8s.ts";

/** Where constructs of ours keep the stack of their constructor; a global symbol, since two copies of kumiki may meet in a tree. */
export const ORIGIN: unique symbol = Symbol.for("kumiki.origin");

/** Where a construct was made; the stack is formatted when it is first read. */
export interface Origin {
  readonly stack?: string;
}

/** Remembers the line that makes a construct; called in its constructor, whose own frames and those below it do not count. */
export const captureOrigin = (construct: IConstruct): void => {
  const frames = framesIn(construct.node.scope);
  Object.defineProperty(construct, ORIGIN, { value: frames === 0 ? NOWHERE : originOf(construct, frames) });
};

const originOf = (construct: IConstruct, frames: number): Origin => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  const origin: Origin = {};
  Error.captureStackTrace(origin, construct.constructor);
  Error.stackTraceLimit = limit;
  return origin;
};

/** Of all that have the line of the construct around them. */
const NOWHERE: Origin = {};

/** Enough to lead out of a library's constructs, which stand in each other a few deep. */
const FRAMES = 8;

/**
 * How many frames a construct keeps, of which there are thousands: each is a microsecond and 70 bytes, and the first is five. What
 * stands in a workload of ours has that workload's line and keeps none; directly in a chart a few helpers may stand between.
 */
export const framesIn = (scope: IConstruct | undefined): number => {
  if (scope?.node.scope === undefined) return FRAMES;
  if (cdk8s.Chart.isChart(scope)) return 4;
  return ORIGIN in scope && !cdk8s.ApiObject.isApiObject(scope) ? 0 : FRAMES;
};

/**
 * A construct as findings name it: its path, and the line that made it or the nearest construct around it that knows its own.
 * The line is looked for when somebody reads it.
 */
export const placeOf = (construct: IConstruct): Place => ({
  path: construct.node.path,
  get source(): SourcePosition | undefined {
    return sourceOf(construct);
  },
});

const sourceOf = (construct: IConstruct): SourcePosition | undefined => {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const source = positionOf(at);
    if (source !== undefined) return source;
  }
  return undefined;
};

const positionOf = (construct: IConstruct): SourcePosition | undefined => {
  const origin = (construct as { [ORIGIN]?: Origin })[ORIGIN];
  return origin?.stack === undefined ? undefined : firstForeignFrame(origin.stack);
};

/** The first frame outside kumiki itself, its dependencies and Node: the line that the user wrote. */
const firstForeignFrame = (stack: string): SourcePosition | undefined => {
  for (const line of stack.split("\n").slice(1)) {
    const match = FRAME.exec(line);
    if (match?.[1] === undefined) continue;
    const file = match[1].startsWith("file:") ? fileURLToPath(match[1]) : match[1];
    if (!isOurs(file)) return { file, line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
};

const FRAME = /\(?((?:file:\/\/|[/\\]|[A-Za-z]:[/\\]).*?):(\d+):(\d+)\)?$/;

/** The folder that holds this file's folder: lib/ in a checkout, build/lib/ in the package. */
const OWN_FOLDERS = [new URL("..", import.meta.url), new URL("../../imports", import.meta.url)].map((url) =>
  fileURLToPath(url),
);

const isOurs = (file: string): boolean =>
  file.includes("node_modules") || OWN_FOLDERS.some((folder) => file.startsWith(folder));
