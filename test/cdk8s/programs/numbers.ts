import { ApiObject, type App, Chart } from "cdk8s";

/** Numbers of every size. */
export const build = (app: App): void => {
  new ApiObject(new Chart(app, "numbers"), "a", {
    apiVersion: "v1",
    kind: "A",
    spec: {
      numbers: [0, 1, -1, 0.1, 1e21, 1e-7, 1.5e300, 2 ** 53, Number.MIN_VALUE, 123456789.123],
      keys: { 1: "a", 0.5: "b" },
    },
  });
};
