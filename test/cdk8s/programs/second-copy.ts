import { createRequire } from "node:module";
import type * as Cdk8s from "cdk8s";
import { ApiObject, type App, Chart } from "cdk8s";

/** Another copy of cdk8s, as a package with its own node_modules brings it. */
const loadSecondCopy = (): typeof Cdk8s => {
  const require = createRequire(import.meta.url);
  const isCdk8s = (path: string): boolean => /[/\\]node_modules[/\\]cdk8s[/\\]/.test(path);
  const first = Object.entries(require.cache).filter(([path]) => isCdk8s(path));
  for (const [path] of first) delete require.cache[path];
  const second = require("cdk8s") as typeof Cdk8s;
  for (const path of Object.keys(require.cache).filter(isCdk8s)) delete require.cache[path];
  Object.assign(require.cache, Object.fromEntries(first));
  return second;
};

/** Charts, objects, patches and lazy values of both copies, each in the other's. */
export const build = (app: App): void => {
  const second = loadSecondCopy();
  const theirs = new second.Chart(app, "theirs", { namespace: "theirs" });
  const ours = new Chart(app, "ours");
  const value = { apiVersion: "v1", kind: "ConfigMap" };
  const [a, b] = [new second.ApiObject(ours, "a", value), new ApiObject(theirs, "b", value)];
  new second.ApiObject(theirs, "c", value).addDependency(a);
  a.addJsonPatch(
    second.JsonPatch.add("/data", { isChart: `${theirs instanceof Chart}`, isOther: `${second === undefined}` }),
  );
  b.addJsonPatch(second.JsonPatch.add("/data", { a: "1" }));
  new ApiObject(ours, "of", { ...value, data: { of: ApiObject.of(a).name, chart: Chart.of(b).node.id } });
};
