import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** Writes files below a new temporary folder and gives its path. */
export const writeProject = (files: Files): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "kumiki-test-")));
  for (const [path, text] of Object.entries({ "package.json": "{}", ...files })) writeInto(folder, path, text);
  return folder;
};

/** Writes one more file of a project. */
export const writeInto = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

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
