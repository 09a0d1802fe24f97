import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SCRATCH } from "./scratch.ts";

/** How a program is started. */
export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where its standard output goes. @default - nowhere */
  readonly output?: string;
  /** Exit codes that are no failure. @default - 0 */
  readonly allowed?: readonly number[];
}

/**
 * The processor time, in milliseconds, of a program and of all that it starts and waits for, from its first instruction to its
 * end. Throws with what it said where it fails.
 */
export const wholeProcess = ({ command, args, cwd, env, output = "/dev/null", allowed = [0] }: Start): number => {
  const folder = mkdtempSync(join(SCRATCH, "said-"));
  const [said, took] = [join(folder, "said"), join(folder, "took")];
  const { status } = spawnSync("bash", ["-c", SCRIPT, "bench", output, said, took, command, ...args], {
    cwd,
    // oxlint-disable-next-line node/no-process-env -- what the programs are found by
    env: { ...process.env, ...env, LC_ALL: "C" },
    stdio: "ignore",
  });
  const times = readFileSync(took, "utf8");
  const text = readFileSync(said, "utf8");
  rmSync(folder, { recursive: true });
  if (!allowed.includes(status ?? -1)) throw new Error(`Cannot measure ${command} ${args.join(" ")}: ${text}`);
  // The shell's own come first, then those of its children: 0m0.123s 0m0.045s.
  const [user = 0, system = 0] = [...times.matchAll(/(\d+)m([\d.]+)s/g)]
    .slice(2)
    .map(([, m, s]) => Number(m) * 60 + Number(s));
  return (user + system) * 1000;
};

const SCRIPT = 'o=$1; e=$2; t=$3; shift 3; "$@" >"$o" 2>"$e"; code=$?; times >"$t"; exit $code';
