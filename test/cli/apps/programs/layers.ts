import { ApiObject, type App, Chart } from "cdk8s";

/** Layers of two, each object after both of the layer before: cdk8s's time doubles with each. */
export const build = (app: App): void => {
  const chart = new Chart(app, "layers");
  const layers = Array.from({ length: 8 }, (_, layer) =>
    ["b", "a"].map((id) => new ApiObject(chart, `${id}-${9 - layer}`, { apiVersion: "v1", kind: "ConfigMap" })),
  );
  layers.forEach((objects, index) => {
    for (const object of objects) object.addDependency(...(layers[index + 1] ?? []));
  });
};
