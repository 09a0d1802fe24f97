import { realpathSync } from "node:fs";
import { type Files, scratch, writeFiles } from "../../terminal.ts";

/** A project of the test's own with these files. */
export const writeProject = (files: Files): string =>
  writeFiles(realpathSync(scratch()), { "package.json": "{}", ...files });

/** Writes one more file of a project. */
export const writeInto = (folder: string, path: string, text: string): void =>
  void writeFiles(folder, { [path]: text });

/** Packages of every kind. */
export const PACKAGES: Files = {
  "node_modules/esm/package.json": '{ "type": "module", "exports": "./index.js" }',
  "node_modules/esm/index.js": "export default 'default'; export const named = 'named';",
  "node_modules/cjs/package.json": '{ "main": "./index.js" }',
  "node_modules/cjs/index.js": "module.exports = { named: 'named' };",
  "node_modules/dual/package.json":
    '{ "name": "dual", "exports": { "module": "./bundler.mjs", "import": "./i.mjs", "require": "./r.cjs" } }',
  "node_modules/dual/i.mjs": "export default 'import';",
  "node_modules/dual/r.cjs": "module.exports = 'require';",
  "node_modules/dual/bundler.mjs": "export default 'bundler';",
  "node_modules/@site/raw/package.json": '{ "name": "@site/raw", "exports": "./raw.ts" }',
  "node_modules/@site/raw/raw.ts": "enum E { a = 'raw' } export default E.a;",
};
