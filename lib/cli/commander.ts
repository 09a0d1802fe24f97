import { createRequire } from "node:module";
import type * as Commander from "commander";

/** Loaded by `require`, which costs 3 ms less than `import`: that looks through CommonJS for its names before it runs it. */
const commander = createRequire(import.meta.url)("commander") as typeof Commander;

/** A command with its flags. */
export const Command: typeof Commander.Command = commander.Command;

/** Wrong usage, or the end of a command that has said all, like `--help`. */
export const CommanderError: typeof Commander.CommanderError = commander.CommanderError;

/** A flag whose values are listed. */
export const Option: typeof Commander.Option = commander.Option;
