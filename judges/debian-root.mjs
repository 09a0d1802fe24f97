import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { placeOf } from "./cache.mjs";

const FOLDER = join(import.meta.dirname, "debian");
const SUITE = "trixie";

const packages = readFileSync(join(FOLDER, "packages.txt"), "utf8").trim().split("\n");

const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((name) => statSync(join(FOLDER, name)).isFile())
  .toSorted()
  .map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]);

const run = (...[program, ...args]) => spawnSync(program, args, { stdio: "inherit" });

/** A root file system with the main programs of the images that we run, which themselves are not to be had here. */
export const DEBIAN_ROOT = {
  id: "debian",
  name: `debian-${SUITE}`,
  version: "13",
  path: placeOf({ name: `debian-${SUITE}`, version: "13", madeFrom: sources }),
  lacks: () => {
    if (process.getuid?.() !== 0) return "root's rights";
    return run("debootstrap", "--version").error === undefined ? undefined : "debootstrap: apt-get install debootstrap";
  },
  make: (path) => {
    const made = run("debootstrap", "--variant=minbase", `--include=${packages.join(",")}`, SUITE, path);
    if (made.status !== 0) return made;
    cpSync(join(FOLDER, "stand-ins"), join(path, "stand-ins"), { recursive: true });
    cpSync(join(FOLDER, "prepare.sh"), join(path, "stand-ins", "prepare.sh"));
    return run("chroot", path, "/stand-ins/prepare.sh");
  },
};
