import { dirname, join, relative, resolve } from "node:path";
import { inputsOfProgram } from "../loading/inputs-of-program.ts";
import { OWN_ARGUMENTS, OWN_COMMAND } from "../own-command.ts";
import { CommandError, type ExitCode, type Terminal } from "../terminal.ts";
import { look } from "../watching/look.ts";
import { nextChange } from "../watching/next-change.ts";
import { runApart } from "../watching/run-apart.ts";
import type { WatchedPaths } from "../watching/watched-paths.ts";
import { type SynthFlags, type SynthOptions, synthOptions } from "./synth-options.ts";

/**
 * `kumiki synth --watch`: synthesizes again whenever a program changes, what it imports, or cdk8s.yaml. Each run is a process of
 * its own, so that nothing of an earlier one is left, and a program that ends its process ends no more than that. Goes on until
 * the process is ended.
 */
export const watchSynth = async (
  programs: readonly string[],
  flags: SynthFlags,
  terminal: Terminal,
): Promise<never> => {
  if (flags.stdout === true) {
    throw new CommandError("Cannot watch and print one stream: found --watch and --stdout; say one of them");
  }
  const say = (text: string): void => {
    if (flags.quiet !== true) terminal.stderr(`kumiki: ${text}\n`);
  };
  let options = synthOptions(programs, flags, terminal);
  let watched = watchedPaths(options, false, terminal.cwd);
  for (;;) {
    const before = look(watched);
    const exitCode = await runApart(RUN).over;
    say("waiting for changes");
    watched = watchedPaths(options, exitCode === COULD_NOT_WORK, terminal.cwd);
    const changed = await nextChange(watched, before);
    say(`${relative(terminal.cwd, changed).replaceAll("\\", "/")} changed`);
    options = optionsNow(options, () => synthOptions(programs, flags, terminal));
  }
};

const COULD_NOT_WORK: ExitCode = 2;

/** This command line without `--watch`. */
const RUN: readonly string[] = [...OWN_COMMAND, ...OWN_ARGUMENTS.filter((arg) => arg !== "--watch")];

/** A program that could not run may lack a file: then whatever happens around it counts. */
const watchedPaths = ({ programs, folder }: SynthOptions, isBroken: boolean, cwd: string): WatchedPaths => {
  const entries = programs.map((program) => resolve(cwd, program));
  const files = entries.flatMap(inputsOfProgram);
  const around = isBroken || files.length === 0 ? [cwd, ...entries.map((entry) => dirname(entry))] : [];
  const paths = [...new Set([join(cwd, "cdk8s.yaml"), ...entries, ...files])];
  return { paths, expected: new Set(files), folders: withoutInner(around), output: folder };
};

/** Folders that lie in none of the others. */
const withoutInner = (folders: readonly string[]): readonly string[] =>
  [...new Set(folders)].filter((folder) => !folders.some((other) => folder.startsWith(join(other, "/"))));

/** While cdk8s.yaml is half written, what it said before holds; the run says what is wrong with it. */
const optionsNow = (before: SynthOptions, read: () => SynthOptions): SynthOptions => {
  try {
    return read();
  } catch (error) {
    if (error instanceof CommandError) return before;
    throw error;
  }
};
