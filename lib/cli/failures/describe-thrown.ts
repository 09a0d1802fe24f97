import { inspect, types } from "node:util";
import { failedObjectOf } from "../../cdk8s/ask-object.ts";
import { failureReason } from "../../synth/failure-reason.ts";
import { ProgramError } from "./program-error.ts";

/**
 * What a program threw as it is printed: an error's stack, and below it what caused it and the errors that it gathers, as far as
 * somebody reads on; of one without a stack its name and message. What an object that may be a Secret threw is told without its text.
 */
export const describeThrown = (thrown: unknown): string => describe(thrown, new Set());

const describe = (thrown: unknown, met: Set<unknown>, depth = 0): string => {
  if (!isError(thrown)) return typeof thrown === "string" ? thrown : inspect(thrown);
  if (met.has(thrown)) return `[${nameOf(thrown)}, see above]`;
  if (depth === DEEPEST || met.size === MOST) return `[${nameOf(thrown)}, and what it leads to]`;
  met.add(thrown);
  const failed = failedObjectOf(thrown);
  if (failed !== undefined) {
    const reason = failureReason([failed.kind], thrown);
    if (reason !== thrown.message) return `${failed.path} (${failed.kind}) failed: ${reason}`;
  }
  const { cause, errors } = behind(thrown);
  const inner = (other: unknown): string => describe(other, met, depth + 1);
  const members = [
    ...cause.map((each) => `[cause]: ${inner(each)}`),
    ...(errors.length === 0 ? [] : [`[errors]: ${inBrackets("[]", errors.map(inner))}`]),
  ];
  const own = stackOf(thrown) ?? nameOf(thrown);
  return members.length === 0 ? own : `${own} ${inBrackets("{}", members)}`;
};

/** A cause of a cause of a cause tells nobody more. */
const DEEPEST = 8;
const MOST = 100;

/** What a program threw as an error: it may be anything. */
export const asError = (program: string, thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new ProgramError(`Cannot run ${program}: it threw ${describeThrown(thrown)}`);

/** Gives the stacks of an error, of what caused it and of those that it gathers the user's own lines. */
export const mapStacks = (thrown: unknown, mapStack: (stack: string) => string): void => {
  const found = new Set([thrown]);
  let left = MOST;
  // What is added on the way is visited too.
  for (const each of found) {
    if (left === 0) return;
    left -= 1;
    if (!isError(each)) continue;
    const stack = stackOf(each);
    // Not where it is frozen.
    if (stack !== undefined) Reflect.set(each, "stack", mapStack(stack));
    const { cause, errors } = behind(each);
    for (const other of [...cause, ...errors]) found.add(other);
  }
};

/** One of another realm is no instance. */
const isError = (thrown: unknown): thrown is Error => thrown instanceof Error || types.isNativeError(thrown);

/** A program may have taken it away, or put something else there. */
const stackOf = (error: Error): string | undefined => {
  const stack = tryGet(error, "stack");
  return typeof stack === "string" && stack !== "" ? stack : undefined;
};

const nameOf = (error: Error): string => {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "an error that does not say what it is";
  }
};

interface Behind {
  readonly cause: readonly unknown[];
  readonly errors: readonly unknown[];
}

const behind = (error: Error): Behind => {
  const [cause, errors] = [tryGet(error, "cause"), error instanceof AggregateError ? tryGet(error, "errors") : []];
  return {
    cause: cause === undefined ? [] : [cause],
    errors: Array.isArray(errors) ? (errors as readonly unknown[]) : [],
  };
};

/** What a getter of a program throws says nothing of the error that it stands in. */
const tryGet = (error: Error, name: string): unknown => {
  try {
    return Reflect.get(error, name);
  } catch {
    return undefined;
  }
};

const inBrackets = ([open = "", close = ""]: "[]" | "{}", texts: readonly string[]): string =>
  `${open}\n${texts.join(",\n").replace(/^(?=.)/gm, "  ")}\n${close}`;
