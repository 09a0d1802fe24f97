import { createRequire } from "node:module";
import type * as Cdk8s from "cdk8s";

/** Another copy of cdk8s, as a package with its own node_modules brings it. */
export const loadSecondCopy = (): typeof Cdk8s => {
  const require = createRequire(import.meta.url);
  const isCdk8s = (path: string): boolean => /[/\\]node_modules[/\\]cdk8s[/\\]/.test(path);
  const first = Object.entries(require.cache).filter(([path]) => isCdk8s(path));
  for (const [path] of first) delete require.cache[path];
  const second = require("cdk8s") as typeof Cdk8s;
  for (const path of Object.keys(require.cache).filter(isCdk8s)) delete require.cache[path];
  Object.assign(require.cache, Object.fromEntries(first));
  return second;
};
