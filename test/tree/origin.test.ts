import type { IConstruct } from "constructs";
import { expect, test } from "vitest";
import { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { placeOf } from "../../lib/tree/origin.ts";
import { wordpress } from "../mistakes.ts";
import { sample } from "../sample.ts";

/** The line of this file that calls. */
const here = (): number => Number(/origin\.test\.ts:(\d+)/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]);
const lineOf = (construct: IConstruct): number | undefined => placeOf(construct).source?.line;
const fileOf = (construct: IConstruct): string | undefined => placeOf(construct).source?.file.split("/").at(-1);

test("an object has the line that made it, also in another object", () => {
  const { blog } = sample();
  const [outer, line] = [new ConfigMap(blog, "outer"), here()];
  const [inner, next] = [new ConfigMap(outer, "inner"), here()];
  expect([lineOf(outer), lineOf(inner)]).toEqual([line, next]);
});

test("what a workload of ours makes has the workload's line", () => {
  const site = wordpress(sample());
  const places = site.node.findAll().map((construct) => `${fileOf(construct)}:${lineOf(construct)}`);
  expect(new Set(places)).toEqual(new Set([`mistakes.ts:${lineOf(site)}`]));
});
