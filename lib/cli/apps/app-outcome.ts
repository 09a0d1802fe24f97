import { existsSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import type { Finding } from "../../finding/finding.ts";
import type { ChangedFile, OutputPlan } from "../../synth/write/plan-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { commonFolder } from "../validations/gather-files.ts";
import type { AppSession } from "./app-session.ts";
import { type Claims, claimFiles, pathsOf } from "./claim-files.ts";
import type { MovedFolders } from "./moved-folders.ts";
import type { OutputFolder } from "./output-folder.ts";
import { type OutputLists, writeOutputList } from "./output-list.ts";

/** What the apps of a program came to. */
export interface AppOutcome {
  readonly findings: readonly Finding[];
  readonly folders: readonly FolderOutcome[];
  /** All manifests: those of apps in their order, then what the program wrote itself, without kustomizations. */
  readonly stream: string;
}

/** What became, or would become, of an output folder. */
export interface FolderOutcome {
  /** As messages name it. */
  readonly shown: string;
  readonly plan: OutputPlan;
}

/** What is to be done with what apps made. */
export interface OutcomeUse {
  /** As messages name it. */
  readonly program: string;
  readonly cwd: string;
  /** The program's file. */
  readonly entry: string;
  readonly cacheFolder: string;
  readonly lists: OutputLists;
  readonly moved: MovedFolders;
  readonly mode: "write" | "check" | "stdout" | "single-file";
  /** Where to write instead of the apps' own folders. @default - there */
  readonly out: string | undefined;
  readonly claims: Claims;
}

/** Finishes the run of a program that succeeded. */
export const settleApps = (session: AppSession, use: OutcomeUse): AppOutcome => {
  const stays = use.mode === "write" && use.out === undefined;
  const targets = targetsOf(session, use);
  const folders = session.folders.map((folder, index) => {
    const target = targets[index] ?? folder.folder;
    const plan = stays ? folder.changes() : compare(target, folder.results(), staleIn(target, use));
    return { target, plan, shown: shownFolder(target, use.cwd) };
  });
  if (use.out !== undefined) claimFiles(use.program, folders, use.claims);
  if (use.mode === "write" && !stays) for (const { target, plan } of folders) writeOutput(target, plan);
  if (use.mode === "write") writeOutputList(use.cacheFolder, use.entry, listOf(folders));
  return { findings: session.findings, folders, stream: use.mode === "write" ? "" : streamOf(session.folders) };
};

/** With `--out` the folders keep their places to each other. */
const targetsOf = ({ folders }: AppSession, { moved, out }: OutcomeUse): readonly string[] => {
  const own = folders.map(({ folder }) => moved.folderOf(folder));
  if (out === undefined) return own;
  const common = commonFolder(own);
  return own.map((folder) => join(out, relative(common, folder)));
};

const compare = (target: string, files: readonly OutputFile[], stale: readonly string[]): OutputPlan => {
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  for (const file of files) {
    const path = join(target, file.path);
    const before = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (before === undefined) plan.added.push(file);
    else if (before === file.text) plan.unchanged.push(file.path);
    else plan.changed.push({ file, before });
  }
  const made = new Set(files.map(({ path }) => path));
  return { ...plan, removed: stale.filter((path) => !made.has(path)), foreign: [], findings: [] };
};

/** What the last run wrote there and nobody else claims. */
const staleIn = (target: string, { lists }: OutcomeUse): readonly string[] => {
  const foreign = new Set(lists.others.flatMap((list) => [...list.values()].flat()));
  const own = (lists.own.get(target) ?? []).filter((file) => !foreign.has(file) && existsSync(file));
  return own.map((file) => relative(target, file).replaceAll("\\", "/"));
};

const listOf = (folders: readonly { readonly target: string; readonly plan: OutputPlan }[]) =>
  new Map(folders.map(({ target, plan }) => [target, pathsOf(plan).map((path) => join(target, path))] as const));

const shownFolder = (folder: string, cwd: string): string => {
  const way = relative(cwd, folder).replaceAll("\\", "/");
  if (way === "") return ".";
  return way.startsWith("..") ? resolve(folder) : way;
};

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
