import { constants } from "node:buffer";
import {
  closeSync,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile } from "../../text/output-file.ts";
import { remember } from "../remember.ts";
import { foldersAbove } from "./check-paths.ts";
import { MARK_LENGTH, type Mark, tryReadMark } from "./mark.ts";
import { diskReason, OutputError } from "./output-error.ts";
import { isTemporary } from "./temporary-name.ts";

/** What lies in the output folder. */
export interface DiskReading {
  /** By path relative to the folder. */
  readonly files: ReadonlyMap<string, FileOnDisk>;
  /** Wanted paths, each with the path of what is in the way of a file of ours: a link, a folder or a device there, or what is no folder around it. */
  readonly obstacles: ReadonlyMap<string, string>;
  /** Links, devices and whatever else is neither a file nor a folder. */
  readonly others: ReadonlySet<string>;
  /** Every folder below it, links not among them. */
  readonly folders: ReadonlySet<string>;
  /** Temporary files and folders that an interrupted run left. */
  readonly leftovers: readonly string[];
  /** No file there can be told from another by its executable bit: Windows has none, and some mounts give it to every file. @default - false */
  readonly hasNoModes?: boolean;
}

/** A file as it is to be. */
export type WantedFile = Pick<OutputFile, "path" | "text">;

/** A file of the output folder. */
export interface FileOnDisk {
  readonly mark: Mark | undefined;
  /** Empty for a file that is not wanted, not ours, or as it is wanted: nobody needs to know what is in it. */
  readonly text: string;
  /** That its text is the one which is wanted. @default - what `text` says */
  readonly isAsWanted?: true;
  readonly executable: boolean;
}

/** Reads what is there, for files that are wanted. Links are not followed, below a folder that may be one; a folder that is not there is empty. */
export const readOutput = (folder: string, wanted: readonly WantedFile[]): DiskReading => {
  const visit: Visit = {
    folder,
    wanted: new Map(wanted.map((file) => [file.path, file])),
    files: new Map(),
    strays: [],
    leftovers: [],
    others: new Set(),
    folders: new Set(),
    there: Buffer.allocUnsafe(BUFFER_LENGTH),
    expected: Buffer.allocUnsafe(BUFFER_LENGTH),
  };
  try {
    readEntries(visit, "", entriesOf(folder));
  } catch (error) {
    if (error instanceof OutputError) throw error;
    const { path = folder } = error as { path?: string };
    throw new OutputError(`Cannot read ${path}: ${diskReason(error)}`, { cause: error });
  }
  return {
    files: visit.files,
    obstacles: obstaclesOf(visit),
    others: visit.others,
    folders: visit.folders,
    leftovers: visit.leftovers,
    hasNoModes: hasNoModes(visit),
  };
};

interface Visit {
  readonly folder: string;
  readonly wanted: ReadonlyMap<string, WantedFile>;
  readonly files: Map<string, FileOnDisk>;
  /** Those of them that are not wanted. */
  readonly strays: string[];
  readonly leftovers: string[];
  readonly others: Set<string>;
  readonly folders: Set<string>;
  /** How the last file began that has its mark in its first line. */
  last?: { readonly start: string; readonly mark: Mark };
  /** One pair for all files: most fit, and most are as they are wanted. */
  readonly there: Buffer;
  readonly expected: Buffer;
}

const hasNoModes = ({ files }: Visit): boolean => {
  if (process.platform === "win32") return true;
  for (const { executable } of files.values()) if (!executable) return false;
  return true;
};

const obstaclesOf = ({ wanted, files, strays, others, folders }: Visit): ReadonlyMap<string, string> => {
  // The empty text where nothing does.
  const standsAround = remember(
    (folder: string): string => foldersAbove(folder).find((above) => others.has(above) || files.has(above)) ?? "",
  );
  const blocked = new Map<string, string>();
  // Nearly always: whatever lies there is a file that is wanted, or a folder that no file is wanted for.
  if (others.size + strays.length === 0 && ![...folders].some((path) => wanted.has(path))) return blocked;
  for (const path of wanted.keys()) {
    const around = standsAround(path.slice(0, path.lastIndexOf("/") + 1));
    if (around !== "") blocked.set(path, around);
    else if (others.has(path) || folders.has(path)) blocked.set(path, path);
  }
  return blocked;
};

const readEntries = (visit: Visit, start: string, entries: readonly Dirent[]): void => {
  for (const entry of entries) {
    const path = start + entry.name;
    if (isTemporary(entry.name)) visit.leftovers.push(path);
    else if (entry.isFile()) visit.files.set(path, readFile(path, visit));
    else if (!entry.isDirectory()) visit.others.add(path);
    else if (!NEVER_OURS.has(entry.name)) readFolder(visit, path);
  }
};

const readFolder = (visit: Visit, path: string): void => {
  visit.folders.add(path);
  readEntries(visit, `${path}/`, readdirSync(join(visit.folder, path), { withFileTypes: true }));
};

/** Of the output folder itself, which may not be there. */
const entriesOf = (folder: string): readonly Dirent[] => {
  const there = nearestThere(folder);
  if (!statSync(there).isDirectory())
    throw new OutputError(`Cannot write to ${folder}: ${there} is no folder; name another`);
  refuseLinkToNothing(folder);
  return there === folder ? readdirSync(folder, { withFileTypes: true }) : [];
};

/** Refuses an output folder that is a link to nothing: perhaps what it leads to is yet to be checked out or mounted. */
export const refuseLinkToNothing = (folder: string): void => {
  if (existsSync(folder) || lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new OutputError(
    `Cannot write to ${folder}: it is a link to ${readlinkSync(folder)}, and nothing is there; make that folder, or remove the link`,
  );
};

/** The path itself, or the nearest above it that exists. Releases of Node differ in what they say of a path below a file. */
const nearestThere = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path));

/** Only what is compared is read whole. */
const readFile = (path: string, visit: Visit): FileOnDisk => {
  const wanted = visit.wanted.get(path);
  if (wanted === undefined) visit.strays.push(path);
  const file = openSync(`${visit.folder}/${path}`, "r");
  try {
    const { mode, size } = fstatSync(file);
    const executable = (mode & 0o100) !== 0;
    const length = readSync(file, visit.there, 0, wanted === undefined ? MARK_LENGTH : BUFFER_LENGTH, 0);
    const text = wanted?.text;
    const isAsWanted = text !== undefined && isText(visit, length, text);
    const found = isAsWanted ? text : visit.there.toString("utf8", 0, length);
    const mark = markOf(found, visit);
    if (mark === undefined || text === undefined) return { mark, text: "", executable };
    if (isAsWanted) return { mark, text: "", isAsWanted, executable };
    return { mark, text: length < BUFFER_LENGTH ? found : readWhole(file, size), executable };
  } finally {
    closeSync(file);
  }
};

/** What no text can hold is none of ours any more, though it has our mark. */
const readWhole = (file: number, size: number): string =>
  size > constants.MAX_STRING_LENGTH ? "" : readFileSync(file, "utf8");

/** Most files begin as the one before: only where one does not is its mark looked for. */
const markOf = (text: string, visit: Visit): Mark | undefined => {
  const { last } = visit;
  if (last !== undefined && text.startsWith(last.start)) return last.mark;
  const found = tryReadMark(text.slice(0, MARK_LENGTH));
  if (found === undefined) return undefined;
  const mark = { program: copyOf(found.program) };
  const [start] = FIRST_LINE.exec(text) ?? [];
  if (start !== undefined) visit.last = { start: copyOf(start), mark };
  return mark;
};

/** What is cut out of a text by itself would keep all of that text. */
const copyOf = (part: string): string => Buffer.from(part).toString();

/** Where it has the mark, it has all of it. */
const FIRST_LINE = /^# [^\n]*\n/;

/** Compares bytes: a string of every file that is as it is wanted would be made to be thrown away. */
const isText = ({ there, expected }: Visit, length: number, text: string): boolean =>
  text.length <= length &&
  length < BUFFER_LENGTH &&
  expected.write(text, 0, "utf8") === length &&
  there.compare(expected, 0, length, 0, length) === 0;

const BUFFER_LENGTH = 1 << 16;

/** Large, and nobody's output: they lie there when the output folder is a whole repository. */
const NEVER_OURS: ReadonlySet<string> = new Set([".git", "node_modules"]);
