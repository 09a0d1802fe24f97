import { join, relative } from "node:path";
import { atPath, type OutputFile } from "../../text/output-file.ts";

/** What was made in a folder. */
export interface MadeFiles {
  /** Absolute. */
  readonly folder: string;
  /** By paths below it. */
  readonly files: readonly OutputFile[];
}

/** All that was made in several folders, by paths below the folder that holds them all: two files never meet. */
export const gatherFiles = (made: readonly MadeFiles[]): readonly OutputFile[] => {
  const filled = made.filter(({ files }) => files.length > 0);
  const common = commonFolder(filled.map(({ folder }) => folder));
  const all = filled.flatMap(({ folder, files }) =>
    files.map((file) => atPath(join(relative(common, folder), file.path).replaceAll("\\", "/"), file)),
  );
  const lists = filled.flatMap(({ files }) => files.filter(({ path }) => path === METADATA));
  return [...all.filter(({ path }) => path !== METADATA), ...(lists.length === 0 ? [] : [joined(lists)])];
};

/** The deepest folder that holds all of these or is one of them. */
export const commonFolder = (folders: readonly string[]): string => {
  const [first = [], ...rest] = folders.map((folder) => folder.split(/[\\/]/));
  if (folders.length === 0) return "";
  const length = first.findIndex((part, index) => rest.some((other) => other[index] !== part));
  return (length < 0 ? first : first.slice(0, length)).join("/") || "/";
};

/** Where cdk8s-cli looks for the constructs that objects come from. */
const METADATA = "construct-metadata.json";

const joined = (lists: readonly OutputFile[]): OutputFile => {
  const all = lists.map(({ text }) => JSON.parse(text) as { readonly resources?: object });
  const resources = Object.assign({}, ...all.map((list) => list.resources ?? {})) as object;
  return { path: METADATA, text: JSON.stringify({ ...all[0], resources }) };
};
