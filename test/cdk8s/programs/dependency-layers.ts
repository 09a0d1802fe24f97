import { ApiObject, type App, Chart } from "cdk8s";

/** Layers that each depend on all of the layer before: cdk8s's own walk doubles with each. */
export const build = (app: App): void => {
  const chart = new Chart(app, "layers");
  const layers = Array.from({ length: 10 }, (_, layer) =>
    ["a", "b"].map((id) => new ApiObject(chart, `${id}${9 - layer}`, { apiVersion: "v1", kind: "ConfigMap" })),
  );
  layers.slice(1).forEach((layer, index) => {
    for (const object of layer) object.addDependency(...(layers[index] ?? []));
  });
};
