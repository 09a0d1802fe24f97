import { structuredPatch } from "diff/lib/patch/create.js";

/** Lines of two texts that differ, with what stands around them. */
export interface LineDiff {
  readonly hunks: readonly Hunk[];
  /** So many lines more differ, or stand around those that do. */
  readonly omitted: number;
}

/** A stretch of lines; starts count from 1, also of no lines. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each begins with a blank, `-` or `+`. */
  readonly lines: readonly string[];
}

/** Compares two texts line by line. What is shown is bounded, and so is the work for texts that have little in common. */
export const compareLines = (before: string, after: string): LineDiff => {
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
  const patch = structuredPatch("", "", before, after, undefined, undefined, options);
  return bounded(patch?.hunks ?? [everythingBetween(before, after)]);
};

const bounded = (hunks: readonly Hunk[]): LineDiff => {
  const shown: Hunk[] = [];
  let room = MOST_LINES;
  let omitted = 0;
  for (const hunk of hunks) {
    const lines = hunk.lines.slice(0, room);
    if (lines.length > 0) shown.push({ ...hunk, lines });
    room -= lines.length;
    omitted += hunk.lines.length - lines.length;
  }
  return { hunks: shown, omitted };
};

/** For texts of which more differs than is worth to be told apart: all between the first line that differs and the last. */
const everythingBetween = (before: string, after: string): Hunk => {
  const [old, made] = [before, after].map((text) => text.split("\n")) as [string[], string[]];
  const start = old.findIndex((line, index) => line !== made[index]);
  const first = start < 0 ? old.length : start;
  const ends = commonEnd(old.slice(first), made.slice(first));
  const [gone, come] = [old, made].map((lines) => lines.slice(first, lines.length - ends)) as [string[], string[]];
  return {
    oldStart: first + 1,
    oldLines: gone.length,
    newStart: first + 1,
    newLines: come.length,
    // Some of each side are seen, however many there are.
    lines: [
      ...gone.slice(0, MOST_LINES / 2).map((line) => `-${line}`),
      ...come.map((line) => `+${line}`),
      ...gone.slice(MOST_LINES / 2).map((line) => `-${line}`),
    ],
  };
};

const commonEnd = (a: readonly string[], b: readonly string[]): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
};

const CONTEXT = 3;
/** Lines of a file that are shown. */
const MOST_LINES = 200;
/** The work grows with the square of it: so many take half a second. */
const MOST_EDITS = 1000;
