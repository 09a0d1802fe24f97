import { ApiObject, type App, Chart } from "cdk8s";
import { loadSecondCopy } from "../load-second-copy.ts";

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
