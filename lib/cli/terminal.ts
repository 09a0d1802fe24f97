import type { AppRelay } from "../cdk8s/relay-apps.ts";
import type { LockWait } from "../synth/write/lock-output.ts";
import type { ProvidedModules } from "./loading/bundle.ts";

/** What a command has of the world around it: the only way to streams, the environment and the working folder. */
export interface Terminal {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly stdout: (text: string) => void;
  /** Everything else. */
  readonly stderr: (text: string) => void;
  /** From now on standard output has results alone: what programs write there goes to standard error. @default - they write elsewhere */
  readonly keepStdout?: () => void;
  /** Somebody watches standard error: a terminal, not a file or CI. @default - false */
  readonly isWatched?: boolean;
  /** Resolves when all is out; rejects when it cannot be. @default - all is out at once */
  readonly flushed?: () => Promise<void>;
  /** Modules that programs get from the caller. @default - they load their own, which is the command's own copy where it is installed beside them */
  readonly provided?: ProvidedModules;
  /** The way to apps that programs synthesize themselves. @default - such programs are refused */
  readonly relay?: AppRelay;
}

/** The command could not do its work, for a reason that the user can mend; exit code 2. */
export class CommandError extends Error {}

/** What the shell gets: 0 done, 1 found something, 2 could not work; or what a program that drives itself ended with. */
export type ExitCode = number;

/** What the shell gets where a command could not do its work. */
export const COULD_NOT_WORK: ExitCode = 2;

/** How a command waits for another run that writes the same folder: it says so. */
export const sayingWait = ({ stderr }: Terminal): LockWait => ({ say: (message) => stderr(`kumiki: ${message}\n`) });
