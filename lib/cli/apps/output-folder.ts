import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AppRendering } from "../../cdk8s/app-rendering.ts";
import type { ChangedFile, OutputPlan } from "../../synth/write/plan-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { type FolderSnapshot, type SnapshotScope, snapshotFolder } from "./folder-snapshot.ts";

/** A folder that apps of one program write to, and how it was before. */
export interface OutputFolder {
  /** Absolute. */
  readonly folder: string;
  /** Manifests of its apps, in the order in which cdk8s writes them. */
  readonly manifests: ReadonlySet<string>;
  /** Writes an app's files, all or none; the first time it also takes away what is stale. */
  readonly put: (rendering: AppRendering) => void;
  /** What lies there now because of this run: what apps made, and what the program wrote itself. */
  readonly results: () => readonly OutputFile[];
  /** What became of what was there. */
  readonly changes: () => OutputPlan;
  /** Puts everything back. */
  readonly restore: () => void;
}

/** What a folder is opened with. */
export interface FolderUse {
  readonly folder: string;
  /** What the program's last run left there, relative. */
  readonly listed: readonly string[];
  readonly scope: () => SnapshotScope;
}

/** Remembers how a folder is, so that a program that fails leaves no trace there. */
export const openOutputFolder = ({ folder, listed, scope }: FolderUse): OutputFolder => {
  const before = snapshotFolder(folder, scope());
  const topCreated = firstMissing(folder);
  const made = new Set<string>();
  const removed = new Set(listed.filter((path) => before.files.has(path)));
  const manifests = new Set<string>();
  const resultPaths = (): readonly string[] => {
    const now = snapshotFolder(folder, { ...scope(), keeps: () => false, isKnown: (path) => made.has(path) });
    const paths = [...now.files].filter(
      ([path, { stamp }]) => made.has(path) || before.files.get(path)?.stamp !== stamp,
    );
    return paths.map(([path]) => path).toSorted();
  };
  return {
    folder,
    manifests,
    put: ({ files, folders }) => {
      const byPath = new Map(files.map((file) => [file.path, file] as const));
      const stale = made.size > 0 ? [] : [...removed].filter((path) => !byPath.has(path));
      mkdirSync(folder, { recursive: true });
      const plan = planOf(folder, [...byPath.values()], (path) => before.files.has(path) || made.has(path));
      for (const { path, holds } of files) {
        made.add(path);
        if (holds === "manifests") manifests.add(path);
      }
      for (const { file } of plan.changed) before.remember(file.path);
      writeOutput(folder, { ...plan, removed: stale });
      for (const name of folders) mkdirSync(join(folder, name), { recursive: true });
    },
    results: () => resultPaths().map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") })),
    changes: () => changesOf({ folder, before, paths: resultPaths(), removed }),
    restore: () => {
      restore({ folder, before, paths: new Set([...resultPaths(), ...made, ...removed]) });
      if (topCreated !== undefined) removeEmptyFolders(topCreated);
    },
  };
};

/** The topmost folder that will be made. */
const firstMissing = (folder: string): string | undefined => {
  if (existsSync(folder)) return undefined;
  return firstMissing(dirname(folder)) ?? folder;
};

/** A file whose bytes stay is not touched. */
const planOf = (folder: string, files: readonly OutputFile[], isThere: (path: string) => boolean): OutputPlan => {
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  for (const file of files) {
    const there = isThere(file.path) ? tryRead(join(folder, file.path)) : undefined;
    if (there === undefined) plan.added.push(file);
    else if (there.equals(Buffer.from(file.text))) plan.unchanged.push(file.path);
    else plan.changed.push({ file, before: "" });
  }
  return { ...plan, removed: [], foreign: [], findings: [] };
};

/** A folder at two times. */
interface Change {
  readonly folder: string;
  readonly before: FolderSnapshot;
  readonly paths: Iterable<string>;
}

const changesOf = ({ folder, before, paths, removed }: Change & { readonly removed: Iterable<string> }): OutputPlan => {
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  for (const path of paths) {
    const earlier = before.files.get(path);
    // What is in them lies there already: only their names are told.
    const file = { path, text: "" };
    if (earlier === undefined) plan.added.push(file);
    else if (earlier.content?.equals(readFileSync(join(folder, path))) === true) plan.unchanged.push(path);
    else plan.changed.push({ file, before: "" });
  }
  return {
    ...plan,
    removed: [...removed].filter((path) => !existsSync(join(folder, path))),
    foreign: [],
    findings: [],
  };
};

/** What was not there goes, and what was there is there again, as far as it was remembered. */
const restore = ({ folder, before, paths }: Change): void => {
  for (const path of paths) {
    const [file, earlier] = [join(folder, path), before.files.get(path)];
    if (earlier === undefined) rmSync(file, { force: true });
    else if (earlier.content !== undefined && tryRead(file)?.equals(earlier.content) !== true) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, earlier.content);
    }
    if (earlier === undefined) removeEmptyAbove(dirname(file), folder);
  }
};

const removeEmptyAbove = (at: string, folder: string): void => {
  if (at === folder || !isEmptyFolder(at)) return;
  rmdirSync(at);
  removeEmptyAbove(dirname(at), folder);
};

const removeEmptyFolders = (folder: string): void => {
  for (const { name } of foldersIn(folder)) removeEmptyFolders(join(folder, name));
  if (isEmptyFolder(folder)) rmdirSync(folder);
};

const foldersIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];

const isEmptyFolder = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length === 0;

const tryRead = (file: string): Buffer | undefined => (existsSync(file) ? readFileSync(file) : undefined);
