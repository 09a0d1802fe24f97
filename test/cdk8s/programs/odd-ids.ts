import { ApiObject, type App, Chart } from "cdk8s";

/** Ids like integers, which JavaScript puts before all others, and ids with capitals, blanks and slashes. */
export const build = (app: App): void => {
  for (const id of ["b", "10", "9", "My Chart", "a/b", "__proto"]) {
    const chart = new Chart(app, id);
    for (const name of ["z", "2", "1", "Ünïcode", "x y"])
      new ApiObject(chart, name, { apiVersion: "v1", kind: "ConfigMap" });
  }
};
