import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { ROOT, scratch } from "../terminal.ts";
import { askProgram } from "./ask-program.ts";
import { outputFiles } from "./clusters.ts";
import { findProgram, judged } from "./judge.ts";

const ask = (program: string, args: readonly string[]) => {
  const { exitCode, stdout, stderr } = askProgram(findProgram(program), args, { cwd: ROOT });
  return { exitCode, said: stdout + stderr };
};

/** All that it knows, but for taste: braces around every name, and that `set -e` does not reach into a condition. */
const SHELLCHECK = ["--norc", "--enable=all", "--exclude=SC2250,SC2310,SC2312"];

const CLEAN = { exitCode: 0, said: "" };

describe.each(outputFiles(".sh"))("%s", (script) => {
  judged("is what a plain shell can read", { judge: "dash", artefacts: 1 }, () => {
    expect(ask("dash", ["-n", script])).toEqual(CLEAN);
  });
  judged("has nothing that shellcheck remarks on", { judge: "shellcheck", artefacts: 1 }, () => {
    expect(ask("shellcheck", [...SHELLCHECK, script])).toEqual(CLEAN);
  });
});

describe("a script with a mistake", () => {
  const broken = (text: string): string => {
    const path = join(scratch(), "broken.sh");
    writeFileSync(path, text);
    return path;
  };
  judged("is refused by the shell", { judge: "dash", artefacts: 1 }, () => {
    expect(ask("dash", ["-n", broken("if true; then\n")])).toMatchObject({ exitCode: 2 });
  });
  judged("is remarked on by shellcheck", { judge: "shellcheck", artefacts: 1 }, () => {
    expect(ask("shellcheck", [broken('#!/bin/sh\nrm -rf "$1"/*\ncd $2\n')]).said).toContain("SC2086");
  });
});
