import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

/** A file in the way that somebody else wrote. */
export const fileNotOurs: FindingMaker<{ path: string }> = defineFinding({
  code: "file-not-ours",
  severity: "error",
  says: ({ path }) =>
    `Cannot write ${path}: a file stands there that does not say it was written by kumiki; move it away, or write elsewhere with --out`,
});

/** A file in the way that another program wrote. */
export const fileOfAnotherProgram: FindingMaker<{ path: string; program: string }> = defineFinding({
  code: "file-of-another-program",
  severity: "error",
  says: ({ path, program }) =>
    `Cannot write ${path}: ${program} wrote it, and would lose it; give cluster or server another name here, declare what both share in ` +
    "one program, or write elsewhere with --out",
});

/** A path that leads out of the output folder. */
export const pathEscapes: FindingMaker<{ path: string; found: string }> = defineFinding({
  code: "path-escapes",
  severity: "error",
  says: ({ path, found }) =>
    `Cannot write ${JSON.stringify(path)}: found ${found}; allowed are files inside the output folder alone, under names that every file system takes`,
});

/** Two files of one path. */
export const pathTwice: FindingMaker<{ path: string }> = defineFinding({
  code: "path-twice",
  severity: "error",
  says: ({ path }) =>
    `Cannot write ${path} twice: two programs, or two things of one program, claim it; give each a name of its own, or declare what they share in one program`,
});

/** Two files that some file systems take for one. */
export const pathClash: FindingMaker<{ path: string; other: string }> = defineFinding({
  code: "path-clash",
  severity: "error",
  says: ({ path, other }) =>
    `Cannot have both ${path} and ${other}: some file systems, or all, have room for only one; give one of them another name`,
});

/** Every finding about output files. */
export const OUTPUT_FINDINGS: readonly FindingKind<never>[] = [
  fileNotOurs,
  fileOfAnotherProgram,
  pathClash,
  pathEscapes,
  pathTwice,
];
