import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../text/compare-text.ts";
import type { OutputFile } from "../../text/output-file.ts";
import { PACKAGE_FOLDER } from "../own-package.ts";

/**
 * The files of a new project, as they lie in `template/`. What would mean something to npm or git there has a second ending,
 * which falls away here: package.json.template.
 */
export const readTemplate = (): readonly OutputFile[] =>
  readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path
        .slice(TEMPLATE.length + 1)
        .replaceAll("\\", "/")
        .replace(/\.template$/, ""),
      text: readFileSync(path, "utf8"),
    }))
    .toSorted((a, b) => compareText(a.path, b.path));

const TEMPLATE = join(PACKAGE_FOLDER, "template");
