import { App, Chart, Testing } from "cdk8s";
import { k8s } from "cdk8s-plus-28";
import { Construct } from "constructs";
import { Namespace, Project, synthesize } from "kumiki";
import { ConfigMap } from "kumiki/k8s/core/v1";
import { farm } from "../programs/farm.ts";
import { processorTime } from "./processor-time.ts";

/** Dependencies that are hard for whoever follows each of them anew. */
export type Shape = "layers" | "stack" | "chain";

type Make = (scope: Construct, id: string) => Construct;

/** The processor time of a synthesis of objects that depend on each other, without what makes them. */
export const timeShape = (tool: "kumiki" | "cdk8s", shape: Shape, size: number): number => {
  if (tool === "cdk8s") {
    const chart = new Chart(new App(), "chart");
    SHAPES[shape](chart, (scope, id) => new k8s.KubeConfigMap(scope, id, {}), size);
    return processorTime(() => {
      Testing.synth(chart);
    });
  }
  const project = new Project({ defaults: "2026-11" });
  SHAPES[shape](new Namespace(farm(project), "site"), (scope, id) => new ConfigMap(scope, id), size);
  return processorTime(() => {
    synthesize(project);
  });
};

const SHAPES: Readonly<Record<Shape, (root: Construct, make: Make, size: number) => void>> = {
  /** Layers of two objects, each of which depends on both of the layer before. */
  layers: (root, make, size) => {
    let before: readonly Construct[] = [];
    for (let layer = 0; layer < size; layer += 1) {
      const own = [0, 1].map((index) => make(root, `layer-${layer}-${index}`));
      for (const object of own) if (before.length > 0) object.node.addDependency(...before);
      before = own;
    }
  },
  /** Constructs of fourteen objects, each of which depends on the whole construct before. */
  stack: (root, make, size) => {
    let before: Construct | undefined;
    for (let storey = 0; storey < size; storey += 1) {
      const own = new Construct(root, `storey-${storey}`);
      for (let index = 0; index < 14; index += 1) make(own, `object-${index}`);
      if (before !== undefined) own.node.addDependency(before);
      before = own;
    }
  },
  /** Objects of which each depends on the one before. */
  chain: (root, make, size) => {
    let before: Construct | undefined;
    for (let index = 0; index < size; index += 1) {
      const own = make(root, `link-${index}`);
      if (before !== undefined) own.node.addDependency(before);
      before = own;
    }
  },
};
