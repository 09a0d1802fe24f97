import * as cdk8s from "cdk8s";
import { ApiObject, App, Chart } from "cdk8s";
import { Construct } from "constructs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chartObjects } from "../../../lib/cdk8s/order/chart-objects.ts";
import { dependCharts } from "../../../lib/cdk8s/order/depend-charts.ts";
import { orderTree } from "../../../lib/cdk8s/order/order-tree.ts";

/** A tree to be made twice: what stands below what, and who depends on whom, by number. */
interface Plan {
  readonly nodes: readonly { readonly kind: string; readonly below: number; readonly id: string }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const grow = ({ nodes, dependencies }: Plan): App => {
  const app = new App();
  const made: Construct[] = [];
  nodes.forEach(({ kind, below, id }, index) => {
    const scope = made.length === 0 ? app : (made[below % made.length] ?? app);
    if (index === 0 || kind === "root chart") made.push(new Chart(app, `${id}${index}`));
    else if (kind === "chart") made.push(new Chart(scope, `${id}${index}`));
    else if (kind === "group") made.push(new Construct(scope, `${id}${index}`));
    else
      made.push(
        new ApiObject(scope, `${id}${index}`, { apiVersion: "v1", kind: "A", metadata: { name: `n${index}` } }),
      );
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from % made.length], made[to % made.length]];
    if (source !== undefined && target !== undefined) source.node.addDependency(target);
  }
  return app;
};

const byCdk8s = (app: App): readonly string[] | string =>
  orReason(() => [...app.synthYaml().matchAll(/name: (n\d+)/g)].map(([, name = ""]) => name));

const byUs = (app: App): readonly string[] | string =>
  orReason(() => {
    dependCharts(app.node.findAll(), cdk8s);
    const charts = orderTree(app, cdk8s).filter((construct): construct is Chart => construct instanceof Chart);
    return charts.flatMap((chart) => chartObjects(chart, cdk8s).map(({ name }) => name));
  });

const orReason = <T>(work: () => T): T | string => {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
};

const plan = (lengths: { readonly nodes: number; readonly dependencies: number }): fc.Arbitrary<Plan> =>
  fc.record({
    nodes: fc.array(
      fc.record({
        kind: fc.constantFrom("root chart", "chart", "group", "group", "object", "object", "object"),
        below: fc.nat(),
        id: fc.constantFrom("", "", "a", "b"),
      }),
      { minLength: 2, maxLength: lengths.nodes },
    ),
    dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: lengths.dependencies }),
  });

test.each([
  ["few", { nodes: 6, dependencies: 3 }, 300],
  ["some", { nodes: 14, dependencies: 4 }, 200],
  ["many", { nodes: 24, dependencies: 6 }, 100],
] as const)(
  "orders objects as cdk8s does, where there are %s dependencies, of objects, groups and charts",
  (_, lengths, numRuns) => {
    const seen = { ordered: 0, refused: 0 };
    fc.assert(
      fc.property(plan(lengths), (tree) => {
        const expected = byCdk8s(grow(tree));
        expect(byUs(grow(tree))).toEqual(expected);
        seen[typeof expected === "string" ? "refused" : "ordered"] += 1;
      }),
      { numRuns },
    );
    expect(Math.min(seen.ordered, seen.refused)).toBeGreaterThan(numRuns / 10);
  },
);
