import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { MARK_LENGTH, type Mark, tryReadMark } from "./mark.ts";
import { OutputError } from "./output-error.ts";

/** What lies in the output folder. */
export interface DiskReading {
  /** By path relative to the folder. */
  readonly files: ReadonlyMap<string, FileOnDisk>;
  /** Paths where something stands that can be no file of ours: a link, a folder, a device, or a file where a folder is wanted. */
  readonly obstacles: ReadonlySet<string>;
  /** Temporary files that an interrupted run left. */
  readonly leftovers: readonly string[];
}

/** A file of the output folder. */
interface FileOnDisk {
  readonly mark: Mark | undefined;
  /** Empty for a file that is not ours: nobody needs to know what is in it. */
  readonly text: string;
  readonly executable: boolean;
}

/** What temporary files are called: `.kumiki-<process>-<number>.tmp`. */
const TEMPORARY = /^\.kumiki-\d+-\d+\.tmp$/;

/** Reads what is there. Links are not followed; a folder that is none is empty. */
export const readOutput = (folder: string, wanted: readonly string[]): DiskReading => {
  const reading = { files: new Map<string, FileOnDisk>(), obstacles: new Set<string>(), leftovers: [] as string[] };
  const others = new Set<string>();
  const folders = new Set<string>();
  readFolder({ folder, below: "", reading, others, folders });
  for (const path of wanted) {
    const above = foldersAbove(path);
    const isBlocked = others.has(path) || above.some((name) => others.has(name) || reading.files.has(name));
    if (isBlocked || folders.has(path)) reading.obstacles.add(path);
  }
  return reading;
};

interface Visit {
  readonly folder: string;
  readonly below: string;
  readonly reading: { readonly files: Map<string, FileOnDisk>; readonly leftovers: string[] };
  readonly others: Set<string>;
  readonly folders: Set<string>;
}

const readFolder = (visit: Visit): void => {
  const { folder, below, reading, others, folders } = visit;
  folders.add(below);
  for (const entry of entriesOf(join(folder, below))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) readFolder({ ...visit, below: path });
    else if (!entry.isFile()) others.add(path);
    else if (TEMPORARY.test(entry.name)) reading.leftovers.push(path);
    else reading.files.set(path, readFile(join(folder, path)));
  }
};

const entriesOf = (folder: string) => {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) throw new OutputError(`Cannot write to ${folder}: a file stands there; name a folder`);
  return readdirSync(folder, { withFileTypes: true });
};

const readFile = (path: string): FileOnDisk => {
  const bytes = readFileSync(path);
  const mark = tryReadMark(bytes.subarray(0, MARK_LENGTH).toString("utf8"));
  const executable = (lstatSync(path).mode & 0o100) !== 0;
  return { mark, text: mark === undefined ? "" : bytes.toString("utf8"), executable };
};

const foldersAbove = (path: string): readonly string[] => {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
};
