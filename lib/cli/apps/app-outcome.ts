import { basename, join, relative, resolve } from "node:path";
import type { Finding } from "../../finding/finding.ts";
import { type LockWait, whileLocked } from "../../synth/write/lock-output.ts";
import { sayingWhatFails } from "../../synth/write/output-error.ts";
import type { OutputPlan } from "../../synth/write/plan-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import { isIn } from "../../text/is-in.ts";
import { relativePath } from "../../text/relative-path.ts";
import { copyLinks } from "../app-folders/copy-links.ts";
import { findLeftovers } from "../app-folders/find-leftovers.ts";
import type { MovedFolders } from "../app-folders/moved-folders.ts";
import { type OutputFolder, refuseNoFolder } from "../app-folders/output-folder.ts";
import { type OutputList, type OutputLists, ownFiles, writeOutputList } from "../app-folders/output-list.ts";
import { planFiles } from "../app-folders/plan-files.ts";
import { staleFiles } from "../app-folders/stale-files.ts";
import { commonFolder } from "../validations/gather-files.ts";
import type { AppSession } from "./app-session.ts";
import { type Claims, claimFiles, type MadeThere, pathsOf } from "./claim-files.ts";

/** What the apps of a program came to. */
export interface AppOutcome {
  readonly findings: readonly Finding[];
  readonly folders: readonly FolderOutcome[];
  /** All manifests: those of apps in their order, then what the program wrote itself, without kustomizations. */
  readonly stream: string;
}

/** What became, or would become, of an output folder. */
export interface FolderOutcome extends MadeThere {
  /** As messages name it. */
  readonly shown: string;
}

/** What is to be done with what apps made. */
export interface OutcomeUse {
  /** As messages name it. */
  readonly program: string;
  readonly cwd: string;
  /** The program's file. */
  readonly entry: string;
  readonly cacheFolder: string;
  readonly lists: () => OutputLists;
  readonly wait: LockWait;
  readonly moved: MovedFolders;
  readonly mode: "write" | "check" | "stdout" | "single-file";
  /** Where to write instead of the apps' own folders. @default - there */
  readonly out: string | undefined;
  readonly claims: Claims;
}

/** Finishes the run of a program that succeeded. */
export const settleApps = (session: AppSession, use: OutcomeUse): AppOutcome => {
  const targets = targetsOf(session, use);
  const finish = (): AppOutcome => {
    const folders = session.folders.map((folder, index) => {
      const target = targets[index] ?? folder.folder;
      const plan = planFolder(folder, { target, targets, use });
      return { folder: folder.folder, target, plan, shown: shownFolder(target, use.cwd) };
    });
    if (use.out !== undefined) claimFiles(use.program, folders, use.claims);
    if (use.mode === "write" && use.out !== undefined) {
      for (const { target, plan } of folders) writeFolder(target, plan);
      for (const { folder, target } of folders) copyLinks(folder, target);
    }
    if (use.mode === "write") writeOutputList(use.cacheFolder, use.entry, listOf(session, folders));
    return { findings: session.findings, folders, stream: use.mode === "write" ? "" : streamOf(session.folders) };
  };
  return foldersToLock(session, use)
    .toReversed()
    .reduce<() => AppOutcome>(
      (work, target) => () => whileLocked(target, use.wait, work),
      () => sayingWhatFails(finish),
    )();
};

/** Where nobody else may write while a run is finished; sorted, so that two runs do not wait for each other. */
export const foldersToLock = (session: AppSession, use: OutcomeUse): readonly string[] =>
  use.mode === "write" || use.mode === "check" ? [...new Set(targetsOf(session, use))].toSorted() : [];

interface Settling {
  readonly target: string;
  /** Of all folders. */
  readonly targets: readonly string[];
  readonly use: OutcomeUse;
}

/** What apps did there, or, where they wrote elsewhere, would do. */
const planFolder = (folder: OutputFolder, { target, targets, use }: Settling): OutputPlan => {
  if (target === folder.folder) return folder.changes();
  if (use.mode === "write" || use.mode === "check") refuseNoFolder(target);
  const files = folder.results();
  const made = new Set(files.map(({ path }) => path));
  const nested = (): readonly string[] => targets.filter((other) => other !== target && isIn(other, target));
  const stale = staleFiles(target, { listed: ownFiles(use.lists(), target), made, nested });
  // A run that writes sweeps them by itself; committed, somebody may apply what is in them.
  const swept = use.mode === "check" ? findLeftovers(target, [...made, ...stale]).leftovers.toSorted() : [];
  return { ...planFiles(target, files), removed: [...stale, ...swept] };
};

const writeFolder = (target: string, plan: OutputPlan): void =>
  writeOutput(target, plan, findLeftovers(target, [...pathsOf(plan), ...plan.removed]));

/** With `--out` the folders keep their places to each other. */
const targetsOf = ({ folders }: AppSession, { moved, out }: OutcomeUse): readonly string[] => {
  const own = folders.map(({ folder }) => moved.folderOf(folder));
  if (out === undefined) return own;
  const common = commonFolder(own);
  return own.map((folder) => join(out, relative(common, folder)));
};

/** Of a folder that apps wrote to themselves, the plan names every file. */
const listOf = ({ folders }: AppSession, outcomes: readonly MadeThere[]): OutputList =>
  new Map(
    outcomes.flatMap(({ target, plan }, index) => {
      const folder = folders[index];
      if (folder === undefined) return [];
      return [[target, target === folder.folder ? pathsOf(plan) : folder.made()] as const];
    }),
  );

const shownFolder = (folder: string, cwd: string): string =>
  isIn(folder, cwd) ? relativePath(cwd, folder) || "." : resolve(folder);

const streamOf = (folders: readonly OutputFolder[]): string => {
  const texts = folders.flatMap((folder) => {
    const there = new Map(folder.results().map(({ path, text }) => [path, text] as const));
    const others = [...there.keys()].filter((path) => !folder.manifests.has(path) && IS_MANIFEST.test(path));
    const own = others.filter((path) => !IS_KUSTOMIZATION.test(basename(path)));
    return [...folder.manifests, ...own].map((path) => there.get(path) ?? "");
  });
  return texts
    .filter((text) => text !== "")
    .map((text) => (text.endsWith("\n") ? text : `${text}\n`))
    .map((text) => (text.startsWith("---") ? text : `---\n${text}`))
    .join("");
};

const IS_MANIFEST = /\.ya?ml$/;
const IS_KUSTOMIZATION = /^kustomization\.ya?ml$/i;
