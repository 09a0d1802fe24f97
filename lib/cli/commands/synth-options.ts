import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { relativePath } from "../../text/relative-path.ts";
import { type Config, readConfig } from "../read-config.ts";
import { CommandError, type Terminal } from "../terminal.ts";

/** The flags of `kumiki synth`. */
export interface SynthFlags {
  readonly check?: boolean;
  readonly stdout?: boolean;
  readonly cluster?: readonly string[];
  readonly out?: string;
  readonly format?: string;
  readonly quiet?: boolean;
  readonly watch?: boolean;
  /** False for `--no-validate`. */
  readonly validate?: boolean;
}

/** What a run of `kumiki synth` is to do. */
export interface SynthOptions {
  /** Relative to the working folder, with forward slashes: what marks say. */
  readonly programs: readonly string[];
  /** Programs of cdk8s.yaml: their files stay when others run. */
  readonly listed: readonly string[];
  /** Tells whether the file of a program is no more. */
  readonly isGone: (program: string) => boolean;
  /** Absolute. */
  readonly folder: string;
  /** What `--out` says, absolute. @default - it says nothing */
  readonly out: string | undefined;
  /** Where apps of cdk8s are told to write, if they do not say so themselves. @default - dist */
  readonly output: string | undefined;
  /** As messages name it. */
  readonly shownFolder: string;
  /** Where the inventories lie that data is compared with. */
  readonly guarded: string;
  readonly mode: "write" | "check" | "stdout" | "single-file";
  /** Clusters to write; all for none. */
  readonly clusters: readonly string[];
  readonly format: "text" | "json";
  /** Write `construct-metadata.json`, which cdk8s asks for when it runs validations. */
  readonly metadata: boolean;
  /** Let the validation plugins of cdk8s.yaml read the manifests; under cdk8s that does it by itself. */
  readonly validate: boolean;
  /** Say nothing but errors. */
  readonly quiet: boolean;
}

/** Tells whether standard output is for a program to read. */
export const isResult = ({ mode, format }: SynthOptions): boolean => mode === "stdout" || format === "json";

/** Reads flags, cdk8s.yaml and what cdk8s hands over in the environment. */
export const synthOptions = (programs: readonly string[], flags: SynthFlags, { cwd, env }: Terminal): SynthOptions => {
  const config = readConfig(cwd);
  const isUnderCdk8s = env["CDK8S_OUTDIR"] !== undefined;
  if (config.isHelmChart && !isUnderCdk8s) throw new CommandError(HELM_CHART);
  const { isSingle, ...places } = placesOf(flags, env["CDK8S_OUTDIR"] ?? config.output, cwd);
  return {
    programs: programsOf(programs, config, cwd),
    listed: config.programs.map((program) => spell(program, cwd)),
    isGone: (program) => !existsSync(resolve(cwd, program)),
    ...places,
    mode: isSingle ? "single-file" : modeOf(flags),
    clusters: flags.cluster ?? [],
    format: flags.format === "json" ? "json" : "text",
    metadata: env["CDK8S_RECORD_CONSTRUCT_METADATA"] === "true",
    validate: config.hasValidations && flags.validate !== false && !isUnderCdk8s,
    quiet: flags.quiet === true,
  };
};

interface Places extends Pick<SynthOptions, "folder" | "out" | "output" | "shownFolder" | "guarded"> {
  /** `cdk8s synth --stdout` asks for one file. */
  readonly isSingle: boolean;
}

const placesOf = ({ out }: SynthFlags, output: string | undefined, cwd: string): Places => {
  const shownFolder = out ?? output ?? "dist";
  if (shownFolder === "") throw new CommandError(NO_FOLDER);
  const folder = resolve(cwd, shownFolder);
  const isSingle = out === undefined && isStdoutOfCdk8s(folder);
  return {
    folder,
    out: out === undefined ? undefined : folder,
    output,
    shownFolder,
    guarded: isSingle ? resolve(cwd, "dist") : folder,
    isSingle,
  };
};

const HELM_CHART =
  "Cannot write a chart of Helm, which synthConfig: of cdk8s.yaml asks for (format: helm): that is the work of cdk8s's own command " +
  "line; run npx cdk8s synth with app: npx kumiki synth main.ts, or take synthConfig: out";

const NO_FOLDER =
  "Cannot write to an output folder without a name: found an empty text in --out, in the variable CDK8S_OUTDIR, or as output: of " +
  "cdk8s.yaml, perhaps from a variable that is not set; name a folder, . for this one";

const modeOf = ({ check = false, stdout = false, out, format }: SynthFlags): SynthOptions["mode"] => {
  if (check && stdout) {
    throw new CommandError("Cannot check and print at once: found --check and --stdout; say one of them");
  }
  if (stdout && out !== undefined) {
    throw new CommandError("Cannot print and write at once: found --stdout and --out; say one of them");
  }
  if (stdout && format === "json") {
    throw new CommandError(
      "Cannot print objects and a report at once: found --stdout and --format json; say one of them",
    );
  }
  if (check) return "check";
  return stdout ? "stdout" : "write";
};

/** One spelling for one program, since marks are compared. */
const spell = (program: string, cwd: string): string => relativePath(cwd, resolve(cwd, program));

const programsOf = (given: readonly string[], config: Config, cwd: string): readonly string[] => {
  const programs = given.length > 0 ? given : config.programs;
  if (given.length === 0 && config.lost !== undefined) {
    throw new CommandError(
      `Cannot run ${programs.join(", ")} as app: of cdk8s.yaml says: found ${config.lost}, which would be left out; name the program ` +
        "(kumiki synth main.ts, or kumiki.programs in cdk8s.yaml), and set variables in the shell",
    );
  }
  if (programs.length > 0) return [...new Set(programs.map((program) => spell(program, cwd)))];
  throw new CommandError(
    "Cannot synthesize: found no program; name one (kumiki synth apps/main.ts), or list it in cdk8s.yaml under kumiki.programs",
  );
};

/**
 * `cdk8s synth --stdout` hands over an existing, empty folder of that name in the temporary directory, and prints the files
 * that it finds there joined in no order, long ones interleaved. One single file arrives whole.
 */
const isStdoutOfCdk8s = (folder: string): boolean =>
  dirname(folder) === resolve(tmpdir()) &&
  /^cdk8s-\w{6}$/.test(basename(folder)) &&
  existsSync(folder) &&
  readdirSync(folder).length === 0;
