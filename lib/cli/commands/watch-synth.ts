import { relativePath } from "../../text/relative-path.ts";
import { OWN_ARGUMENTS, OWN_COMMAND } from "../own-command.ts";
import { COULD_NOT_WORK, CommandError, type Terminal } from "../terminal.ts";
import { endOutdated } from "../watching/end-outdated.ts";
import { tryFindMissed } from "../watching/find-change.ts";
import { lightSleep } from "../watching/light-sleep.ts";
import { look } from "../watching/look.ts";
import { nextChange } from "../watching/next-change.ts";
import { inputsToWatch, type WatchUse, withSurroundings } from "../watching/paths-to-watch.ts";
import { runApart } from "../watching/run-apart.ts";
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
  const shown = (path: string): string => relativePath(terminal.cwd, path);
  const sleepLightly = lightSleep((reason) =>
    say(`looking for changes every 300 ms, since the system does not tell of them: ${reason}`),
  );
  let options = synthOptions(programs, flags, terminal);
  const use = (): WatchUse => ({ cwd: terminal.cwd, programs: options.programs, output: options.folder });
  let watched = inputsToWatch(use());
  for (;;) {
    const before = look(watched);
    const run = runApart(RUN);
    const outdated = await endOutdated(run, () => tryFindMissed(before, look(inputsToWatch(use()))));
    watched = inputsToWatch(use());
    if (outdated === undefined) {
      // A program that could not run may lack a file.
      const lacksFiles = (await run.over) === COULD_NOT_WORK || watched.expected.size === 0;
      if (lacksFiles) watched = withSurroundings(watched, use());
      say("waiting for changes");
      say(`${shown(await nextChange({ watched, before, sleepLightly }))} changed`);
    } else say(`${shown(outdated)} changed during a run that goes on: ended it`);
    options = optionsNow(options, () => synthOptions(programs, flags, terminal));
  }
};

/** This command line without `--watch`. */
const RUN: readonly string[] = [...OWN_COMMAND, ...OWN_ARGUMENTS.filter((arg) => arg !== "--watch")];

/** While cdk8s.yaml is half written, what it said before holds; the run says what is wrong with it. */
const optionsNow = (before: SynthOptions, read: () => SynthOptions): SynthOptions => {
  try {
    return read();
  } catch {
    return before;
  }
};
