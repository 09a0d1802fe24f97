import { inspect, types } from "node:util";
import { failedObjectOf } from "../../cdk8s/ask-object.ts";
import { failureReason } from "../../synth/failure-reason.ts";
import { ProgramError } from "./program-error.ts";

/**
 * What a program threw as it is printed: an error's stack, and below it what caused it and the errors that it gathers, as Node
 * does; of one without a stack its name and message. What an object that may be a Secret threw is told without its text.
 */
export const describeThrown = (thrown: unknown, around: readonly unknown[] = []): string => {
  if (!isError(thrown)) return typeof thrown === "string" ? thrown : inspect(thrown);
  if (around.includes(thrown)) return "[Circular]";
  const failed = failedObjectOf(thrown);
  if (failed !== undefined) {
    const reason = failureReason([failed.kind], thrown);
    if (reason !== thrown.message) return `${failed.path} (${failed.kind}) failed: ${reason}`;
  }
  const describe = (other: unknown): string => describeThrown(other, [...around, thrown]);
  const { cause, errors } = behind(thrown);
  const members = [
    ...cause.map((each) => `[cause]: ${describe(each)}`),
    ...(errors.length === 0 ? [] : [`[errors]: ${inBrackets("[]", errors.map(describe))}`]),
  ];
  const own = hasStack(thrown) ? thrown.stack : Error.prototype.toString.call(thrown);
  return members.length === 0 ? own : `${own} ${inBrackets("{}", members)}`;
};

/** What a program threw as an error: it may be anything. */
export const asError = (program: string, thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new ProgramError(`Cannot run ${program}: it threw ${describeThrown(thrown)}`);

/** Gives the stacks of an error, of what caused it and of those that it gathers the user's own lines. */
export const mapStacks = (
  thrown: unknown,
  mapStack: (stack: string) => string,
  met: Set<unknown> = new Set(),
): void => {
  if (!isError(thrown) || met.has(thrown)) return;
  met.add(thrown);
  // Not where it is frozen.
  if (hasStack(thrown)) Reflect.set(thrown, "stack", mapStack(thrown.stack));
  const { cause, errors } = behind(thrown);
  for (const other of [...cause, ...errors]) mapStacks(other, mapStack, met);
};

/** One of another realm is no instance. */
const isError = (thrown: unknown): thrown is Error => thrown instanceof Error || types.isNativeError(thrown);

/** A program may have taken it away, or put something else there. */
const hasStack = (error: Error): error is Error & { readonly stack: string } =>
  typeof error.stack === "string" && error.stack !== "";

interface Behind {
  readonly cause: readonly unknown[];
  readonly errors: readonly unknown[];
}

const behind = (error: Error): Behind => ({
  cause: error.cause === undefined ? [] : [error.cause],
  errors: error instanceof AggregateError && Array.isArray(error.errors) ? (error.errors as readonly unknown[]) : [],
});

const inBrackets = ([open = "", close = ""]: "[]" | "{}", texts: readonly string[]): string =>
  `${open}\n${texts.join(",\n").replace(/^(?=.)/gm, "  ")}\n${close}`;
