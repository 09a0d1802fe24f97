import { spawnSync } from "node:child_process";
import { dirname } from "node:path";

/** What a program did. */
export interface ProgramRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in a folder as one types it there, on the Node that runs the tests; what `npm run` hands down is left out. */
export const runProgram = (cwd: string, [program = "", ...args]: readonly string[], env: object = {}): ProgramRun => {
  const inherited = Object.entries(process.env).filter(([name]) => !HANDED_DOWN.test(name));
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: {
      ...Object.fromEntries(inherited),
      PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
      npm_config_update_notifier: "false",
      npm_config_prefer_offline: "true",
      NO_COLOR: "1",
      ...env,
    },
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
};

/** What npm sets for its scripts, the folder it installs into among it, and what vitest sets for its workers. */
const HANDED_DOWN =
  /^(?:npm_(?:package|lifecycle|config_local_prefix|config_loglevel|command|execpath)|VITEST|NODE_ENV$|NODE_OPTIONS$|CI$|FORCE_COLOR$)/;
