/**
 * Loaded before a program: counts its calls that may change the disk, and kills the process before the one that `KILL_AT`
 * says, or in the midst of it. Without `KILL_AT` it prints the names of all calls.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const READING =
  /^(?:access|close|exists|fstat|lstat|opendir|read|readdir|readFile|readlink|readv|realpath|stat|statfs|createReadStream|watch|watchFile|unwatchFile)(?:Sync)?$/;

const { KILL_AT: at, KILL_MIDWAY: midway } = process.env;
const calls: string[] = [];

type Callable = (...given: readonly unknown[]) => unknown;

const kill = (): void => {
  process.kill(process.pid, "SIGKILL");
};

const changesNothing = (name: string, given: readonly unknown[]): boolean =>
  name === "openSync" && (given[1] === undefined || given[1] === "r");

const watched =
  (name: string, original: Callable): Callable =>
  (...given) => {
    if (changesNothing(name, given)) return original(...given);
    calls.push(name);
    if (calls.length !== Number(at)) return original(...given);
    if (midway !== undefined && name === "writeFileSync") {
      const [path, text, options] = given;
      original(path, String(text).slice(0, String(text).length / 2), options);
    }
    return kill();
  };

const functions = fs as unknown as Record<string, unknown>;
for (const [name, original] of Object.entries(fs)) {
  // Classes and what only reads stay.
  if (typeof original === "function" && /^[a-z]/.test(name) && !READING.test(name))
    functions[name] = watched(name, original as Callable);
}
syncBuiltinESMExports();

if (at === undefined) process.on("exit", () => process.stdout.write(JSON.stringify(calls)));
