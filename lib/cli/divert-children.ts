import { syncBuiltinESMExports } from "node:module";

/**
 * From now on what processes that a program starts print into a standard output that they would share with this one goes to
 * standard error. What writes to the file descriptor 1 itself, in this process, is not met.
 */
export const divertChildren = (): void => {
  const processes = process.getBuiltinModule("node:child_process");
  const starting = processes.ChildProcess.prototype as unknown as Record<"spawn", AnyFunction>;
  const { spawn } = starting;
  starting.spawn = function (this: unknown, ...args: unknown[]) {
    return Reflect.apply(spawn, this, args.map(diverted));
  };
  for (const name of ["spawnSync", "execFileSync", "execSync"] as const) {
    const start = processes[name] as AnyFunction;
    Object.assign(processes, { [name]: (...args: unknown[]) => start(...args.map(diverted)) });
  }
  syncBuiltinESMExports();
};

type AnyFunction = (...args: unknown[]) => unknown;

/** Of the arguments it is the options. */
const diverted = (argument: unknown): unknown => {
  if (typeof argument !== "object" || argument === null || !("stdio" in argument)) return argument;
  const { stdio } = argument;
  if (stdio === "inherit") return { ...argument, stdio: ["inherit", STDERR, "inherit"] };
  if (!Array.isArray(stdio)) return argument;
  return {
    ...argument,
    stdio: stdio.map((each: unknown, index) => (isStdout(each, index) ? STDERR : each)),
  };
};

const isStdout = (each: unknown, index: number): boolean =>
  each === STDOUT || (each === "inherit" && index === STDOUT) || (each as { fd?: unknown } | null)?.fd === STDOUT;

const STDOUT = 1;
const STDERR = 2;
