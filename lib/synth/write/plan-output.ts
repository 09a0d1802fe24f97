import type { Finding } from "../../finding/finding.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { fileNotOurs, pathClash, pathEscapes, pathTwice } from "./output-findings.ts";
import type { DiskReading } from "./read-output.ts";

/** What a run will do to the output folder. */
export interface OutputPlan {
  /** Not there yet. */
  readonly added: readonly OutputFile[];
  /** There, with other bytes. */
  readonly changed: readonly ChangedFile[];
  readonly unchanged: readonly string[];
  /** Ours, and no longer made. */
  readonly removed: readonly string[];
  /** What stands in the way; with any of these nothing is written. */
  readonly findings: readonly Finding[];
}

/** A file that gets other bytes. */
export interface ChangedFile {
  readonly file: OutputFile;
  readonly before: string;
}

/** Whose files a run may take away. */
export interface OutputOwner {
  /** Tells whether a file with the mark of this program is made by this run, or by a program that is no more. */
  readonly isOurs: (program: string) => boolean;
  /** Tells whether this run answers for what lies at a path. @default - for everything */
  readonly answersFor?: (path: string) => boolean;
}

/** Compares what is to be there with what is. Only files that say they are ours are replaced or removed. */
export const planOutput = (files: readonly OutputFile[], disk: DiskReading, owner: OutputOwner): OutputPlan => {
  const wanted = new Set(files.map(({ path }) => path));
  const plan = { added: [] as OutputFile[], changed: [] as ChangedFile[], unchanged: [] as string[] };
  const findings: Finding[] = [...checkPaths(files)];
  for (const file of files) {
    const there = disk.files.get(file.path);
    if (disk.obstacles.has(file.path))
      findings.push(pathEscapes({ path: file.path }, { path: file.path, found: "a link or a folder in its way" }));
    else if (there === undefined) plan.added.push(file);
    else if (there.mark === undefined) findings.push(fileNotOurs({ path: file.path }, { path: file.path }));
    else if (there.text === file.text && there.executable === (file.executable ?? false))
      plan.unchanged.push(file.path);
    else plan.changed.push({ file, before: there.text });
  }
  const removed = [...disk.files]
    .filter(([path, { mark }]) => mark !== undefined && !wanted.has(path) && owner.isOurs(mark.program))
    .map(([path]) => path)
    .filter((path) => owner.answersFor?.(path) ?? true)
    .toSorted();
  return { ...plan, removed, findings };
};

const checkPaths = (files: readonly OutputFile[]): readonly Finding[] => {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const found = escapeIn(path);
    const other = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    return [
      ...(found === undefined ? [] : [pathEscapes({ path }, { path, found })]),
      ...(other === undefined
        ? []
        : [other === path ? pathTwice({ path }, { path }) : pathClash({ path }, { path, other })]),
    ];
  });
};

/** What in a path leads out of its folder, or means something else on another system. */
const escapeIn = (path: string): string | undefined => {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "an absolute path";
  if (path.includes("\\") || path !== path.replace(/\p{Cc}/gu, "")) return "a control character or a backslash";
  if (path.split("/").some((part) => part === "" || part === "." || part === "..")) return 'an empty name, "." or ".."';
  return undefined;
};
