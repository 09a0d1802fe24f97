import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersAbove } from "./check-paths.ts";
import { MARK_LENGTH, type Mark, tryReadMark } from "./mark.ts";
import { diskReason, OutputError } from "./output-error.ts";
import { isTemporary } from "./temporary-name.ts";

/** What lies in the output folder. */
export interface DiskReading {
  /** By path relative to the folder. */
  readonly files: ReadonlyMap<string, FileOnDisk>;
  /** Paths where something stands that can be no file of ours: a link, a folder, a device, or a file where a folder is wanted. */
  readonly obstacles: ReadonlySet<string>;
  /** Links, devices and whatever else is neither a file nor a folder. */
  readonly others: ReadonlySet<string>;
  /** Every folder below it, links not among them. */
  readonly folders: ReadonlySet<string>;
  /** Temporary files that an interrupted run left. */
  readonly leftovers: readonly string[];
}

/** A file of the output folder. */
export interface FileOnDisk {
  readonly mark: Mark | undefined;
  /** Empty for a file that is not wanted or not ours: nobody needs to know what is in it. */
  readonly text: string;
  readonly executable: boolean;
}

/** Reads what is there. Links are not followed, below a folder that may be one; a folder that is not there is empty. */
export const readOutput = (folder: string, wanted: readonly string[]): DiskReading => {
  const visit: Visit = {
    folder,
    wanted: new Set(wanted),
    files: new Map(),
    leftovers: [],
    others: new Set(),
    folders: new Set(),
  };
  try {
    readFolder(visit, "");
  } catch (error) {
    if (error instanceof OutputError) throw error;
    const { path = folder } = error as { path?: string };
    throw new OutputError(`Cannot read ${path}: ${diskReason(error)}`, { cause: error });
  }
  return {
    files: visit.files,
    obstacles: new Set(wanted.filter((path) => isBlocked(path, visit))),
    others: visit.others,
    folders: visit.folders,
    leftovers: visit.leftovers,
  };
};

interface Visit {
  readonly folder: string;
  readonly wanted: ReadonlySet<string>;
  readonly files: Map<string, FileOnDisk>;
  readonly leftovers: string[];
  readonly others: Set<string>;
  readonly folders: Set<string>;
}

const isBlocked = (path: string, { files, others, folders }: Visit): boolean =>
  others.has(path) || folders.has(path) || foldersAbove(path).some((above) => others.has(above) || files.has(above));

const readFolder = (visit: Visit, below: string): void => {
  if (below !== "") visit.folders.add(below);
  for (const entry of entriesOf(join(visit.folder, below))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!NEVER_OURS.has(entry.name)) readFolder(visit, path);
    } else if (!entry.isFile()) visit.others.add(path);
    else if (isTemporary(entry.name)) visit.leftovers.push(path);
    else visit.files.set(path, readFile(join(visit.folder, path), visit.wanted.has(path)));
  }
};

const entriesOf = (folder: string) => {
  const there = nearestThere(folder);
  if (!statSync(there).isDirectory())
    throw new OutputError(`Cannot write to ${folder}: ${there} is no folder; name another`);
  return there === folder ? readdirSync(folder, { withFileTypes: true }) : [];
};

/** The path itself, or the nearest above it that exists. Releases of Node differ in what they say of a path below a file. */
const nearestThere = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path));

/** Only what is compared is read whole. */
const readFile = (path: string, isWanted: boolean): FileOnDisk => {
  const file = openSync(path, "r");
  try {
    const executable = (fstatSync(file).mode & 0o100) !== 0;
    const head = Buffer.alloc(MARK_LENGTH);
    const length = readSync(file, head, 0, MARK_LENGTH, 0);
    const mark = tryReadMark(head.toString("utf8", 0, length));
    if (mark === undefined || !isWanted) return { mark, text: "", executable };
    return {
      mark,
      text: length < MARK_LENGTH ? head.toString("utf8", 0, length) : readFileSync(path, "utf8"),
      executable,
    };
  } finally {
    closeSync(file);
  }
};

/** Large, and nobody's output: they lie there when the output folder is a whole repository. */
const NEVER_OURS: ReadonlySet<string> = new Set([".git", "node_modules"]);
