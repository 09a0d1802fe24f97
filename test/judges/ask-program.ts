import { spawnSync } from "node:child_process";

/** What a program said and with which exit code. */
export interface Said {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Question {
  readonly input?: string;
  readonly cwd?: string;
  /** @default - the environment of the tests */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; one that cannot be started at all is an error of the tests. */
export const askProgram = (path: string, args: readonly string[], question: Question = {}): Said => {
  const { status, stdout, stderr, error } = spawnSync(path, args, {
    input: "",
    ...question,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { exitCode: status, stdout, stderr };
};
