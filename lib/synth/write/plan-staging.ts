import type { OutputFile } from "../../text/output-file.ts";
import { remember } from "../remember.ts";
import { foldersAbove } from "./check-paths.ts";
import type { OutputPlan } from "./plan-output.ts";
import { temporaryName } from "./temporary-name.ts";
import { innermostFirst } from "./writing-order.ts";

/** Where everything lies until all is written. All paths are relative to the output folder. */
export interface StagingPlan {
  /** Folders to be made first, together with those around them. */
  readonly made: readonly string[];
  readonly writes: readonly { readonly file: OutputFile; readonly at: string }[];
  /** What takes its place afterwards: a file, or a folder that is new with all that is in it. */
  readonly moves: readonly Move[];
  /** Folders that may be left empty by a run that is killed, under their own names; the innermost first. */
  readonly atStake: readonly string[];
}

/** One temporary name and the name that it gets. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** How many files this puts in place. */
  readonly files: number;
}

/** What the disk is like. */
export interface Ground {
  /** Tells whether a folder is there, under whatever spelling the disk takes for the same. */
  readonly isThere: (folder: string) => boolean;
  /** Tells whether a folder with files in it can be renamed at any time; scanners of viruses keep it from that on Windows. */
  readonly movesFolders: boolean;
}

/**
 * Gives every file of a plan a temporary place. A folder that is new is filled under a temporary name and put in place whole:
 * one renaming instead of thousands.
 */
export const planStaging = (plan: OutputPlan, ground: Ground): StagingPlan => {
  const staging: Draft = { made: new Set(), writes: [], moves: [], wholes: new Map(), named: new Set() };
  const places = placesFor(ground, staging);
  for (const file of [...plan.added, ...plan.changed.map((changed) => changed.file)]) {
    const end = file.path.lastIndexOf("/") + 1;
    const { whole, start } = places(file.path.slice(0, end));
    const at = start + (whole === undefined ? temporaryName(staging.writes.length) : file.path.slice(end));
    staging.writes.push({ file, at });
    if (whole === undefined) staging.moves.push({ from: at, to: file.path, files: 1 });
    else whole.files += 1;
  }
  const emptied = new Set(plan.removed.flatMap(foldersAbove));
  return { ...staging, made: [...staging.made], atStake: innermostFirst(new Set([...staging.named, ...emptied])) };
};

interface Draft {
  readonly made: Set<string>;
  readonly writes: { readonly file: OutputFile; readonly at: string }[];
  readonly moves: Move[];
  /** Folders that are filled under a temporary name, by their own. */
  readonly wholes: Map<string, Whole>;
  /** Folders that are made under their own name. */
  readonly named: Set<string>;
}

type Whole = { -readonly [K in keyof Move]: Move[K] };

/** Where the files of a folder are written: what their temporary paths start with. */
interface Place {
  readonly start: string;
  readonly whole: Whole | undefined;
}

const placesFor = ({ isThere, movesFolders }: Ground, draft: Draft): ((folder: string) => Place) => {
  const isKnown = remember(isThere);
  return remember((folder): Place => {
    const top = foldersAbove(folder).find((name) => !isKnown(name));
    if (top === undefined) return { start: folder, whole: undefined };
    if (!movesFolders) {
      for (const name of foldersAbove(folder).filter((above) => !isKnown(above))) draft.named.add(name);
      draft.made.add(folder);
      return { start: folder, whole: undefined };
    }
    const whole = draft.wholes.get(top) ?? wholeFolder(top, draft);
    const start = whole.from + folder.slice(top.length);
    draft.made.add(start);
    return { start, whole };
  });
};

const wholeFolder = (top: string, { wholes, moves, writes }: Draft): Whole => {
  const from = top.slice(0, top.lastIndexOf("/") + 1) + temporaryName(writes.length);
  const whole = { from, to: top, files: 0 };
  wholes.set(top, whole);
  moves.push(whole);
  return whole;
};
