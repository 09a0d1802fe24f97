import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { OWN_COMMAND } from "../own-command.ts";
import type { ExitCode } from "../terminal.ts";
import type { AppOutcome } from "./app-outcome.ts";
import type { Claims } from "./claim-files.ts";
import { lockEnvironment } from "./shared-locks.ts";

/** What a process that ran one program of several hands over; `claims` are those of earlier ones and its own. */
export type HandedOver =
  | { readonly kind: "apps"; readonly outcome: AppOutcome; readonly claims: [string, string][] }
  /** It exports a project, which was not synthesized: that is for the process that knows all of them. */
  | { readonly kind: "project" }
  /** It failed, and has said so. */
  | { readonly kind: "failed"; readonly exitCode: ExitCode };

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
  const folder = mkdtempSync(join(tmpdir(), "kumiki-program-"));
  const file = join(folder, "outcome.json");
  try {
    writeFileSync(join(folder, CLAIMS_FILE), JSON.stringify([...claims]));
    const exitCode = await run([...OWN_COMMAND, ...argv], {
      cwd,
      env: { ...env, ...lockEnvironment(), [OUTCOME_FILE]: file },
      stdio: ["inherit", isResult ? 2 : "inherit", "inherit"],
    });
    if (!existsSync(file)) return { kind: "failed", exitCode };
    return JSON.parse(readFileSync(file, "utf8")) as HandedOver;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const run = (args: readonly string[], options: SpawnOptions) =>
  new Promise<ExitCode>((resolve, reject) => {
    const child = spawn(process.execPath, args, options);
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 2));
  });

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

/** What this process is told; undefined in one that a user started. What it starts in turn does not know. */
export const takeErrand = (): Errand | undefined => {
  const file = process.env[OUTCOME_FILE];
  if (file === undefined) return undefined;
  delete process.env[OUTCOME_FILE];
  const claims = JSON.parse(readFileSync(join(dirname(file), CLAIMS_FILE), "utf8")) as [string, string][];
  return { file, claims: new Map(claims) };
};

/** Hands over. */
export const handOver = (file: string, handed: HandedOver): void => writeFileSync(file, JSON.stringify(handed));
