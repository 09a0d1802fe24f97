import { rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isIn } from "../../text/is-in.ts";
import { actLast } from "../processes/act-last.ts";
import { makeTemporaryFolder } from "../temporary-folder.ts";

/** Where apps write instead of their own folders, when nothing of those is to be touched. */
export interface MovedFolders {
  /** Where the files of a folder are written instead; a folder that is such a place already stays. */
  readonly placeOf: (folder: string) => string;
  /** The folder that a place stands for. */
  readonly folderOf: (place: string) => string;
  /** Takes them away: there may be Secrets in them. What comes to lie there later goes when this process ends. */
  readonly clear: () => void;
}

/** Moves folders below a temporary one, which is made when it is first needed: those in `cwd` nested as they are there, and all others too. */
export const moveFolders = (cwd: string): MovedFolders => {
  let made: string | undefined;
  const clear = (): void => {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  };
  const root = (): string => {
    if (made !== undefined) return made;
    made = makeTemporaryFolder("kumiki-apps-");
    actLast(({ thrown }) => {
      clear();
      if (thrown !== undefined) throw thrown.error;
    });
    return made;
  };
  const isPlace = (path: string): boolean => made !== undefined && isIn(path, made);
  return {
    placeOf: (folder) => {
      if (isPlace(folder)) return folder;
      return isIn(folder, cwd)
        ? join(root(), INSIDE, relative(cwd, folder))
        : join(root(), OUTSIDE, relative(TOP, folder));
    },
    folderOf: (place) => {
      if (!isPlace(place)) return place;
      const [inside, outside] = [join(root(), INSIDE), join(root(), OUTSIDE)];
      return isIn(place, inside) ? resolve(cwd, relative(inside, place)) : resolve(TOP, relative(outside, place));
    },
    clear,
  };
};

const [INSIDE, OUTSIDE, TOP] = ["project", "elsewhere", resolve("/")];

/** Apps write where they say. */
export const STAY: MovedFolders = { placeOf: (folder) => folder, folderOf: (place) => place, clear: () => {} };
