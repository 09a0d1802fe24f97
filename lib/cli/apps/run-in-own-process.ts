import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { OWN_COMMAND } from "../own-command.ts";
import { endWithChild } from "../processes/end-with-child.ts";
import { lockEnvironment } from "../processes/shared-locks.ts";
import { makeTemporaryFolder, writeTemporaryFile } from "../temporary-folder.ts";
import { COULD_NOT_WORK, type ExitCode } from "../terminal.ts";
import type { AppOutcome } from "./app-outcome.ts";
import type { Claims } from "./claim-files.ts";

/** What a process that ran one program of several hands over; `claims` are those of earlier ones and its own. */
export type HandedOver =
  | { readonly kind: "apps"; readonly outcome: AppOutcome; readonly claims: [string, string][] }
  /** It exports a project, which was not synthesized: that is for the process that knows all of them. */
  | { readonly kind: "project" }
  /** It failed. `reason` is missing where it has said so itself. */
  | { readonly kind: "failed"; readonly exitCode: ExitCode; readonly reason?: string };

/** What is around a process of a program's own. */
export interface OwnProcess {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Standard output is for our results alone: what the program writes there goes to standard error. */
  readonly isResult: boolean;
  readonly claims: Claims;
}

/** Runs `kumiki` with these arguments in a process of its own, which hands its outcome over instead of reporting it. */
export const runInOwnProcess = async (
  argv: readonly string[],
  { cwd, env, isResult, claims }: OwnProcess,
): Promise<HandedOver> => {
  const folder = makeTemporaryFolder("kumiki-program-");
  const file = join(folder, "outcome.json");
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    writeTemporaryFile(join(folder, CLAIMS_FILE), JSON.stringify([...claims]));
    const child = spawn(process.execPath, [...OWN_COMMAND, ...argv], {
      cwd,
      env: { ...env, ...lockEnvironment(), [OUTCOME_FILE]: file },
      stdio: ["inherit", isResult ? 2 : "inherit", "inherit"],
    });
    // It has time to put back what it wrote.
    endWithChild(child, { patienceMs: PATIENCE_MS, last: clear });
    const ended = await endOf(child);
    if (!existsSync(file)) return failureOf(ended);
    return JSON.parse(readFileSync(file, "utf8")) as HandedOver;
  } finally {
    clear();
  }
};

const PATIENCE_MS = 5000;

const endOf = (child: ChildProcess) =>
  new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
  });

/** How a process ended: by itself, or by a signal. */
interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that was killed could not say why. */
const failureOf = ({ exitCode, signal }: Ended): HandedOver =>
  signal === null
    ? { kind: "failed", exitCode: exitCode || COULD_NOT_WORK }
    : { kind: "failed", exitCode: COULD_NOT_WORK, reason: `its process was ended by ${signal}` };

/** Names the file that an outcome is handed over in. */
const OUTCOME_FILE = "KUMIKI_OUTCOME_FILE";

/** Beside that file: what earlier programs of the run have claimed. */
const CLAIMS_FILE = "claims.json";

/** What a process that runs one program of several is told. */
export interface Errand {
  /** Where it is to hand its outcome over. */
  readonly file: string;
  readonly claims: Claims;
}

/** Takes what this process is told out of its environment, so that no process that it starts is told; undefined in one that a user started. */
export const takeErrand = (): Errand | undefined => {
  const file = process.env[OUTCOME_FILE];
  if (file === undefined) return undefined;
  delete process.env[OUTCOME_FILE];
  const claims = JSON.parse(readFileSync(join(dirname(file), CLAIMS_FILE), "utf8")) as [string, string][];
  return { file, claims: new Map(claims) };
};

/** Hands over. */
export const handOver = (file: string, handed: HandedOver): void => writeTemporaryFile(file, JSON.stringify(handed));
