import type { IConstruct } from "constructs";

/**
 * Refuses props that are not there, or lack what nothing can be made without. Types say so too, but a run does not check them, and
 * JavaScript has none. What is to be made is a construct, or said in words where there is none yet.
 */
export const requireProps = <P extends object>(
  made: IConstruct | string,
  props: P,
  names: readonly (keyof P & string)[],
): void => {
  const stated = props as Readonly<Record<string, unknown>> | null | undefined;
  const missing = names.filter((name) => stated?.[name] === undefined || stated[name] === null);
  if (stated !== undefined && stated !== null && missing.length === 0) return;
  const found = missing.length === 0 ? "found no props" : `its props have no ${missing.join(", no ")}`;
  refuseProps(made, `${found}; state ${missing.length === 1 ? "it" : "them"}`);
};

/** Refuses to make something, and says why. */
export const refuseProps = (made: IConstruct | string, why: string): never => {
  const what = typeof made === "string" ? made : `${made.constructor.name} ${made.node.path}`;
  const error = new TypeError(`Cannot make ${what}: ${why}`);
  // The program's own line is what its reader looks for.
  Error.captureStackTrace(error, typeof made === "string" ? requireProps : made.constructor);
  throw error;
};
