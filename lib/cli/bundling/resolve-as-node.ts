import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * The file that Node takes for a relative name in a JavaScript file, where the bundler would take TypeScript that lies beside it.
 * Any other name is given back, and one for which Node finds nothing: TypeScript files will do.
 */
export const resolveAsNode = (specifier: string, importer: string | undefined): string => {
  if (importer === undefined || !JAVASCRIPT.test(importer) || !RELATIVE.test(specifier)) return specifier;
  const path = resolve(dirname(importer), specifier);
  const files = FOLDER.test(specifier) ? [] : ENDINGS.map((ending) => path + ending);
  // A package.json may name another file, which is for the bundler to read.
  const inside = existsSync(join(path, "package.json"))
    ? []
    : ENDINGS.slice(1).map((ending) => join(path, `index${ending}`));
  const found = [...files, ...inside].find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return found === undefined ? specifier : realpathSync(found);
};

const JAVASCRIPT = /^[^\0].*\.[cm]?jsx?$/;
const RELATIVE = /^\.{0,2}(?:\/|$)/;
/** What names a folder whatever file lies beside it. */
const FOLDER = /(?:^|\/)\.{0,2}$/;
const ENDINGS = ["", ".js", ".json", ".jsx"];
