import type { Command as CommandLine } from "commander";
import { Command, CommanderError, Option } from "./commander.ts";
import type { SynthFlags } from "./commands/synth-options.ts";
import { failureText } from "./failures/failure-text.ts";
import { deferYaml } from "./loading/defer-yaml.ts";
import { VERSION } from "./own-package.ts";
import { processTerminal } from "./process-terminal.ts";
import { COULD_NOT_WORK, type ExitCode, type Terminal } from "./terminal.ts";

/** Runs the command line. Nothing here ends the process: what is still to be written gets out. */
export const main = async (argv: readonly string[], terminal: Terminal = processTerminal()): Promise<ExitCode> => {
  const outcome: { exitCode: ExitCode } = { exitCode: 0 };
  const command = commandLine(terminal, (exitCode) => {
    outcome.exitCode = exitCode;
  });
  try {
    await command.parseAsync([...argv], { from: "user" });
    await terminal.flushed?.();
    return outcome.exitCode;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
};

const commandLine = (terminal: Terminal, done: (exitCode: ExitCode) => void): CommandLine => {
  const command = new Command("kumiki")
    .description("One TypeScript program for a self-hosted stack: machines, NFS storage and Kubernetes manifests")
    .version(VERSION, "--version")
    .exitOverride()
    .configureOutput({ writeOut: terminal.stdout, writeErr: terminal.stderr });
  command
    .command("init")
    .description("write a project that works; overwrites nothing")
    .argument("[dir]", "where, made if it is missing (default: this folder)")
    .action(async (dir?: string) => {
      const { runInit } = await import("./commands/init.ts");
      done(runInit(dir, terminal));
    });
  command
    .command("synth")
    .description("write what programs make; exit code 1 for errors among the findings")
    .argument("[program...]", "programs, relative to this folder (default: those of cdk8s.yaml)")
    .option("--check", "write nothing; exit code 1 with what differs if the output is stale")
    .option("--stdout", "print the manifests as one stream in apply order, and write nothing")
    .option(
      "--cluster <name>",
      "write this cluster and the servers that it mounts, and leave the rest alone; may be repeated",
      (name: string, names?: readonly string[]) => [...(names ?? []), name],
    )
    .option("--out <folder>", "where to write (default: dist)")
    .option("--watch", "do so again whenever a program changes, or what it imports")
    .option("--quiet", "say nothing but errors; with --check, nothing but the exit code")
    .option("--no-validate", "leave out the validation plugins of cdk8s.yaml")
    .addOption(new Option("--format <format>", "how findings are reported").choices(["text", "json"]).default("text"))
    .action(async (programs: string[], flags: SynthFlags) => {
      // Who provides modules has loaded them.
      if (terminal.provided === undefined) deferYaml();
      if (flags.watch === true) {
        const { watchSynth } = await import("./commands/watch-synth.ts");
        await watchSynth(programs, flags, terminal);
      }
      const { runSynth } = await import("./commands/synth.ts");
      done(await runSynth(programs, flags, terminal));
    });
  command
    .command("import")
    .description("write the typed kinds of an API")
    .argument("<api>", "k8s: Kubernetes' own API")
    .option("--out <folder>", "where to write (default: imports)")
    .action(async (what: string, flags: { out?: string }) => {
      const { runImport } = await import("./commands/import.ts");
      done(await runImport(what, flags, terminal));
    });
  return command;
};

const exitCodeOf = (error: unknown, terminal: Terminal): ExitCode => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_WORK;
  terminal.stderr(`kumiki: ${failureText(error)}\n`);
  return COULD_NOT_WORK;
};
