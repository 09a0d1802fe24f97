import { join } from "node:path";
import type { OutputPlan } from "../../synth/write/plan-output.ts";
import { shownPath } from "../loading/shown-path.ts";
import { CommandError } from "../terminal.ts";

/** Files, absolute, that programs of this run make under `--out`, and which program it was. */
export type Claims = Map<string, string>;

/** What a program makes in a folder. */
export interface MadeThere {
  /** Absolute. */
  readonly target: string;
  readonly plan: OutputPlan;
}

/** Refuses what another program of this run makes too: `--out` brings together what lies apart otherwise. */
export const claimFiles = (program: string, folders: readonly MadeThere[], claims: Claims): void => {
  const files = folders.flatMap(({ target, plan }) => pathsOf(plan).map((path) => join(target, path)));
  const met = files.find((file) => (claims.get(file) ?? program) !== program);
  if (met !== undefined) {
    throw new CommandError(
      `Cannot write ${shownPath(met)}: ${claims.get(met)} and ${program} both make it; name their charts differently, or give each program an --out of its own`,
    );
  }
  for (const file of files) claims.set(file, program);
};

/** What is there afterwards. */
export const pathsOf = ({ added, changed, unchanged }: OutputPlan): readonly string[] => [
  ...added.map(({ path }) => path),
  ...changed.map(({ file }) => file.path),
  ...unchanged,
];
