import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { AppRendering } from "../../cdk8s/app-rendering.ts";
import { makeFolder } from "../../synth/write/make-folder.ts";
import { OutputError } from "../../synth/write/output-error.ts";
import { type ChangedFile, EMPTY_PLAN, type OutputPlan } from "../../synth/write/plan-output.ts";
import { refuseLinkToNothing } from "../../synth/write/read-output.ts";
import { writeOutput } from "../../synth/write/write-output.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { removeIfEmpty } from "../remove-if-empty.ts";
import { findLeftovers } from "./find-leftovers.ts";
import { around, lookBelow } from "./folder-lookup.ts";
import { snapshotFolder } from "./folder-snapshot.ts";
import { type KeptPaths, keepPaths } from "./kept-paths.ts";
import { planFiles, tryReadOutput } from "./plan-files.ts";
import { staleFiles } from "./stale-files.ts";

/** A folder that apps of one program write to, and how it was before. */
export interface OutputFolder {
  /** Absolute. */
  readonly folder: string;
  /** Manifests of its apps, in the order in which cdk8s writes them. */
  readonly manifests: ReadonlySet<string>;
  /** Renders while the folder is there, since cdk8s makes it before anything else; where that fails, the folder stays. */
  readonly render: (render: () => AppRendering) => AppRendering;
  /** Writes an app's files, all or none; the first time it also takes away what is stale. */
  readonly put: (rendering: AppRendering) => void;
  /** What apps wrote and is still there: only that is ever removed by a later run. */
  readonly made: () => readonly string[];
  /** What lies there now because of this run, to be read: what apps made, and what else came to lie there meanwhile. */
  readonly results: () => readonly OutputFile[];
  /** What apps have made of what lay there. */
  readonly changes: () => OutputPlan;
  /** Puts back what apps wrote and removed. */
  readonly restore: () => void;
}

/** What a folder is opened with. */
export interface FolderUse {
  readonly folder: string;
  /** What the program's last run left there, relative. */
  readonly listed: readonly string[];
  /** Folders inside that others write to, absolute. */
  readonly nested: () => readonly string[];
  /** Everything in the folder is this run's. */
  readonly isOwn: boolean;
}

/** Opens a folder to write what apps make, so that a program that fails leaves no trace of them. */
export const openOutputFolder = ({ folder, listed, nested, isOwn }: FolderUse): OutputFolder => {
  refuseNoFolder(folder);
  const before = snapshotFolder(folder, nested());
  const kept = keepPaths(folder);
  const [made, removed, manifests] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const madeNow = (): readonly string[] => [...made].filter(lookBelow(folder).has).toSorted();
  const othersNow = (): readonly string[] =>
    [...snapshotFolder(folder, nested())].flatMap(([path, stamp]) =>
      !made.has(path) && before.get(path) !== stamp && (isOwn || IS_YAML.test(path)) ? [path] : [],
    );
  return {
    folder,
    manifests,
    render: (render) => {
      const isNew = !existsSync(folder);
      kept.keepFolders(["."]);
      if (isNew) tryMake(folder);
      const rendering = render();
      // A folder that is not there is put in place as a whole, which takes less time.
      if (isNew) removeIfEmpty(folder);
      return rendering;
    },
    put: ({ files, folders }) => {
      const byPath = new Map(files.map((file) => [file.path, file] as const));
      const now = lookBelow(folder);
      const stale = made.size > 0 ? [] : staleFiles(folder, { listed, made: byPath, nested }, now);
      const plan = planFiles(folder, [...byPath.values()], now);
      for (const { path, holds } of files) {
        made.add(path);
        if (holds === "manifests") manifests.add(path);
      }
      for (const path of stale) removed.add(path);
      const added = plan.added.map((file) => file.path);
      kept.keep([...added, ...plan.changed.map(({ file }) => file.path), ...stale], now);
      kept.keepFolders(new Set([".", ...added.map(around), ...folders]));
      const leftovers = findLeftovers(folder, [...byPath.keys(), ...listed.filter((path) => !now.leadsOut(path))]);
      writeOutput(folder, { ...plan, removed: stale }, { ...leftovers, afterwards: "all is put back" });
      const filled = new Set(files.map(({ path }) => around(path)));
      for (const path of [".", ...folders.filter((name) => !filled.has(name))]) makeFolder(join(folder, path));
    },
    made: madeNow,
    results: () => [...madeNow(), ...othersNow()].toSorted().flatMap((path) => tryReadOutput(folder, path)),
    changes: () => changesOf({ folder, kept, made: madeNow(), removed }),
    restore: kept.restore,
  };
};

/** Where it cannot be made, the write that follows says why. */
const tryMake = (folder: string): void => {
  try {
    makeFolder(folder);
  } catch {
    // See above.
  }
};

const IS_YAML = /\.ya?ml$/;

/** Refuses an output folder where something else stands, or a link to nothing. */
export const refuseNoFolder = (folder: string): void => {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === false) {
    const found = there.isFile() ? "a file" : "no folder";
    throw new OutputError(`Cannot write to ${folder}: it is ${found}; remove it, or give the app another outdir`);
  }
  refuseLinkToNothing(folder);
};

interface Change {
  readonly folder: string;
  readonly kept: KeptPaths;
  readonly made: readonly string[];
  readonly removed: Iterable<string>;
}

const changesOf = ({ folder, kept, made, removed }: Change): OutputPlan => {
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  for (const path of made) {
    const earlier = kept.before(path);
    // What is in them lies there already: only their names are told.
    const file = { path, text: "" };
    if (earlier === undefined) plan.unchanged.push(path);
    else if (earlier.kind === "nothing") plan.added.push(file);
    else if (earlier.kind === "file" && earlier.content.equals(readFileSync(join(folder, path))))
      plan.unchanged.push(path);
    else plan.changed.push({ file, before: "" });
  }
  return { ...EMPTY_PLAN, ...plan, removed: [...removed].filter((path) => !existsSync(join(folder, path))) };
};
