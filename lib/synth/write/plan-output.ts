import type { Finding } from "../../finding/finding.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { checkPaths, foldersAbove, foldPath } from "./check-paths.ts";
import { fileNotOurs, fileOfAnotherProgram, pathClash, pathEscapes } from "./output-findings.ts";
import type { DiskReading, FileOnDisk } from "./read-output.ts";

/** What a run will do to the output folder. */
export interface OutputPlan {
  /** Not there yet. */
  readonly added: readonly OutputFile[];
  /** There, with other bytes. */
  readonly changed: readonly ChangedFile[];
  readonly unchanged: readonly string[];
  /** Ours, and no longer made. */
  readonly removed: readonly string[];
  /** Not ours, in folders where files of ours lie or below them. */
  readonly foreign: readonly string[];
  /** What stands in the way; with any of these nothing is written. */
  readonly findings: readonly Finding[];
}

/** Of a run that does nothing. */
export const EMPTY_PLAN: OutputPlan = { added: [], changed: [], unchanged: [], removed: [], foreign: [], findings: [] };

/** A file that gets other bytes. */
export interface ChangedFile {
  readonly file: OutputFile;
  readonly before: string;
}

/** Whose files a run may take away and replace. */
export interface OutputOwner {
  /** Tells whether a file with the mark of this program is made by this run, or by a program that is no longer listed. */
  readonly isOurs: (program: string) => boolean;
  /** Tells whether there is no such program any more: it may have been moved, and what took its place may write over its files. @default - there are all */
  readonly isGone?: (program: string) => boolean;
  /** Tells whether this run answers for what lies at a path. @default - for everything */
  readonly answersFor?: (path: string) => boolean;
}

/** Compares what is to be there with what is. Only files that say they are ours are replaced or removed. */
export const planOutput = (files: readonly OutputFile[], disk: DiskReading, owner: OutputOwner): OutputPlan => {
  const paths = files.map(({ path }) => path);
  const unmarked = pathsWhere(disk, (_, { mark }) => mark === undefined);
  // By what file systems without case take them for.
  const strangers = new Map(unmarked.map((path) => [foldPath(path), path]));
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  const findings: Finding[] = [...checkPaths(paths)];
  let met = 0;
  for (const file of files) {
    const there = disk.files.get(file.path);
    if (there !== undefined) met += 1;
    const obstacle = findObstacle(file.path, disk, strangers) ?? findOwner(file.path, there, owner);
    if (obstacle !== undefined) findings.push(obstacle);
    else if (there === undefined) plan.added.push(file);
    else if (isSame(file, there, disk)) plan.unchanged.push(file.path);
    else plan.changed.push({ file, before: there.isAsWanted === true ? file.text : there.text });
  }
  return {
    ...plan,
    // Nearly always all that lies there is wanted; no path comes twice where nothing was found.
    removed: met === disk.files.size && findings.length === 0 ? [] : staleFiles(new Set(paths), disk, owner),
    foreign: foreignFiles([...unmarked, ...disk.others], paths, owner),
    findings,
  };
};

const findObstacle = (path: string, disk: DiskReading, strangers: ReadonlyMap<string, string>): Finding | undefined => {
  const obstacle = disk.obstacles.get(path);
  if (obstacle !== undefined) return pathEscapes({ path }, { path, found: nameOf(obstacle, path) });
  if (strangers.size === 0) return undefined;
  const stranger = strangers.get(foldPath(path));
  if (stranger === path) return fileNotOurs({ path }, { path });
  if (stranger !== undefined) return pathClash({ path }, { path, other: stranger });
  return undefined;
};

const nameOf = (obstacle: string, path: string): string =>
  obstacle === path ? "a link, a folder or a device in its place" : `${obstacle} in its way, which is no folder`;

const findOwner = (path: string, there: FileOnDisk | undefined, owner: OutputOwner): Finding | undefined => {
  const program = there?.mark?.program;
  if (program === undefined || owner.isOurs(program) || owner.isGone?.(program) === true) return undefined;
  return fileOfAnotherProgram({ path }, { path, program });
};

const isSame = (file: OutputFile, there: FileOnDisk, { hasNoModes = false }: DiskReading): boolean =>
  (hasNoModes || there.executable === (file.executable ?? false)) && (there.isAsWanted ?? there.text === file.text);

const staleFiles = (wanted: ReadonlySet<string>, disk: DiskReading, owner: OutputOwner): readonly string[] => {
  const stale = pathsWhere(
    disk,
    (path, { mark }) => mark !== undefined && !wanted.has(path) && owner.isOurs(mark.program),
  );
  const others = stale.length === 0 ? [] : outputsBelow(disk);
  return stale
    .filter((path) => owner.answersFor?.(path) ?? true)
    .filter((path) => !others.some((folder) => path.startsWith(`${folder}/`)))
    .toSorted();
};

/** Other output folders that lie below this one, such as dist/ below a whole repository: an inventory lies two steps below its own. */
const outputsBelow = (disk: DiskReading): readonly string[] =>
  pathsWhere(disk, (path, { mark }) => mark !== undefined && BELOW_ANOTHER.test(path)).map((path) =>
    path.replace(BELOW_ANOTHER, ""),
  );

const BELOW_ANOTHER = /(?<=.)\/[^/]+\/inventory\.json$/;

const foreignFiles = (
  unmarked: readonly string[],
  wanted: readonly string[],
  owner: OutputOwner,
): readonly string[] => {
  if (unmarked.length === 0) return [];
  const folders = new Set(wanted.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  return unmarked
    .filter((path) => foldersAbove(path).some((folder) => folders.has(folder)))
    .filter((path) => owner.answersFor?.(path) ?? true)
    .toSorted();
};

const pathsWhere = ({ files }: DiskReading, test: (path: string, file: FileOnDisk) => boolean): readonly string[] => {
  const found: string[] = [];
  for (const [path, file] of files) if (test(path, file)) found.push(path);
  return found;
};
