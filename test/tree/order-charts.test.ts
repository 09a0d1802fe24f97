import { ApiObject, App, Chart } from "cdk8s";
import fc from "fast-check";
import { expect, test } from "vitest";
import { orderCharts } from "../../lib/tree/order-charts.ts";
import { walkTree } from "../../lib/tree/walk.ts";

const PATHS = ["b", "b/1", "b/1/x", "7", "a", "3", "a/z", "c"];

/** Charts below each other, each with an object, and dependencies among all of them that go one way. */
const appOf = (dependencies: ReadonlyArray<readonly [number, number]>): App => {
  const app = new App({ outdir: "nowhere" });
  const charts = new Map<string, Chart>();
  for (const path of PATHS) {
    const [id = "", ...above] = path.split("/").toReversed();
    charts.set(path, new Chart(charts.get(above.toReversed().join("/")) ?? app, id));
  }
  const objects = [...charts.values()].map((chart) => new ApiObject(chart, "o", { apiVersion: "v1", kind: "A" }));
  const all = [...charts.values(), ...objects];
  for (const [source, target] of dependencies) all[source]?.node.addDependency(all[target] ?? app);
  return app;
};

const pathsOf = (charts: readonly Chart[]): readonly string[] => charts.map(({ node }) => node.path);

/** The order in which cdk8s has the charts once it has synthesized; nothing where dependencies go round. */
const orderOfCdk8s = (app: App): readonly string[] | undefined => {
  try {
    app.synthYaml();
    return pathsOf(app.charts);
  } catch {
    return undefined;
  }
};

test("charts come in the order that cdk8s gives them, whatever depends on whatever", () => {
  let compared = 0;
  // Not a chart on itself, which cdk8s loses, nor an object on its own chart, nor a chart on a single object: there cdk8s's
  // walk begins elsewhere, and keeps the dependencies in another order.
  const pair = fc
    .tuple(fc.nat(15), fc.nat(15))
    .filter(([source, target]) => source % 8 !== target % 8 && (source >= 8 || target < 8));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 5 }), (dependencies) => {
      const theirs = orderOfCdk8s(appOf(dependencies));
      fc.pre(theirs !== undefined);
      expect(pathsOf(orderCharts(walkTree(appOf(dependencies))))).toEqual(theirs);
      compared += 1;
    }),
  );
  expect(compared).toBeGreaterThan(20);
});

test("charts whose dependencies go round are all there", () => {
  const app = appOf([
    [4, 7],
    [7, 4],
  ]);
  expect(pathsOf(orderCharts(walkTree(app))).toSorted()).toEqual(PATHS.toSorted());
});
