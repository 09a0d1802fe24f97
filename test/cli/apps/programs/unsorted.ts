import { ApiObject, type App, Chart } from "cdk8s";
import { Construct } from "constructs";

export const env = { CDK8S_DISABLE_SORT: "yes", CDK8S_LEGACY_HASH: "yes" };

/** Keys as they were written, names by the older hash, ids that are changed in names, charts below constructs. */
export const build = (app: App): void => {
  const chart = new Chart(new Construct(new Construct(app, "Some.Place"), "below_it"), "Chart/With Odd:Id");
  new ApiObject(chart, "Some Object", {
    kind: "Weird:Kind",
    apiVersion: "example.com/v1",
    z: 1,
    a: { z: 1, b: [{ d: 1, c: 2 }] },
  });
  new Chart(app, "empty");
};
