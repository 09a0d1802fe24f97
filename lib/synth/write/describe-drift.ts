import type { ChangedLines, Drift } from "./find-drift.ts";

/** A drift as lines for people: one for each file, and below it what differs in it. */
export const describeDrift = (folder: string, { missing, changed, stale, foreign }: Drift): readonly string[] => [
  ...missing.map((path) => `missing  ${folder}/${path}`),
  ...changed.flatMap((file) => [`changed  ${folder}/${file.path}`, ...linesOf(file).map((line) => `  ${line}`)]),
  ...stale.map((path) => `stale    ${folder}/${path}`),
  ...foreign.map((path) => `foreign  ${folder}/${path}`),
];

const linesOf = ({ hunks, omitted, alone }: ChangedLines): readonly string[] => [
  ...(alone === undefined ? [] : [`(${alone} alone)`]),
  ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${placeOf(oldStart, oldLines)} +${placeOf(newStart, newLines)} @@`,
    ...lines,
  ]),
  ...(omitted === 0 ? [] : [`… and ${omitted} lines more`]),
];

/** No lines stand after the line before them, as in `diff -u`. */
const placeOf = (start: number, count: number): string => `${count === 0 ? start - 1 : start},${count}`;
