import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "vitest";
import { ROOT } from "../terminal.ts";

/** A program of other people's that reads in production what we write. */
export interface Judge {
  readonly name: string;
  /** `undefined` where it is not on this machine. */
  readonly path: string | undefined;
  readonly version: string;
  /** How one comes by it. */
  readonly get: string;
}

interface GoProgram {
  readonly id: string;
  readonly version: string;
  readonly path: string;
  readonly built: boolean;
}

const goPrograms = (): readonly Judge[] => {
  const list = execFileSync(process.execPath, [join(ROOT, "judges", "build.mjs"), "--list"], { encoding: "utf8" });
  return (JSON.parse(list) as readonly GoProgram[]).map(({ id, version, path, built }) => ({
    name: id,
    path: built ? path : undefined,
    version,
    get: "npm run judges:build",
  }));
};

/** Debian keeps some of these where only root's PATH leads. */
const FOLDERS = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];

const tryFindInPath = (program: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, program)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const debianProgram = ([name, debianPackage]: readonly [string, string]): Judge => {
  const { stdout } = spawnSync("dpkg-query", ["--show", "--showformat=${Version}", debianPackage], {
    encoding: "utf8",
  });
  const path = tryFindInPath(name);
  return { name, path, version: stdout?.trim() || "?", get: `apt-get install ${debianPackage}` };
};

/** Only root can give files to other users, as the set-up script does. */
const root: Judge = {
  name: "root",
  path: process.getuid?.() === 0 ? "/" : undefined,
  version: "",
  get: "run the tests as root",
};

const DEBIAN: ReadonlyArray<readonly [string, string]> = [
  ["bwrap", "bubblewrap"],
  ["cloud-init", "cloud-init"],
  ["curl", "curl"],
  ["etcd", "etcd-server"],
  ["exportfs", "nfs-kernel-server"],
  ["ip", "iproute2"],
  ["nft", "nftables"],
  ["ssh", "openssh-client"],
  ["setpriv", "util-linux"],
  ["shellcheck", "shellcheck"],
  ["dash", "dash"],
];

/** Every judge that the suite knows, here or not. */
export const JUDGES: readonly Judge[] = [...goPrograms(), ...DEBIAN.map(debianProgram), root];

export const findJudge = (name: string): Judge => {
  const judge = JUDGES.find((known) => known.name === name);
  if (judge === undefined) throw new Error(`no judge ${name} among ${JUDGES.map((known) => known.name).join(", ")}`);
  return judge;
};

/** Where a judge's program is. */
export const findProgram = (name: string): string => {
  const { path, get } = findJudge(name);
  if (path === undefined) throw new Error(`${name} is not on this machine: ${get}`);
  return path;
};

/** The judge that speaks in a test, what it needs beside itself, and how many of our files or objects it reads. */
export interface Hearing {
  readonly judge: string;
  readonly needs?: readonly string[];
  readonly artefacts: number;
}

declare module "vitest" {
  interface TaskMeta {
    hearing?: Hearing;
  }
}

/** A test that is skipped where a judge is missing; the summary says which, and how to get it. */
export const judged = (title: string, hearing: Hearing, body: () => void | Promise<void>): void => {
  const isMissing = areMissing([hearing.judge, ...(hearing.needs ?? [])]);
  test.skipIf(isMissing)(title, { meta: { hearing } }, body);
};

export const areMissing = (names: readonly string[]): boolean =>
  names.some((name) => findJudge(name).path === undefined);
