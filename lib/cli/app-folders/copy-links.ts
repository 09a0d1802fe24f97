import { lstatSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { diskReason, OutputError } from "../../synth/write/output-error.ts";
import { temporaryName } from "../../synth/write/temporary-name.ts";
import { isIn } from "../../text/is-in.ts";

/** Makes the symbolic links of a folder, if it is there, in another one too; what leads into the one leads into the other. */
export const copyLinks = (from: string, to: string): void => {
  if (lstatSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = join(entry.parentPath, entry.name);
    makeLink(join(to, relative(from, link)), targetOf(link, from));
  }
};

const targetOf = (link: string, from: string): string => {
  const target = readlinkSync(link);
  return isAbsolute(target) && isIn(target, from) ? relative(dirname(link), target) : target;
};

const makeLink = (path: string, target: string): void => {
  const temporary = join(dirname(path), temporaryName(0));
  try {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new OutputError(`Cannot write the link ${path}: ${diskReason(error)}`, { cause: error });
  }
};
