import { ApiObject, type App, Chart, Lazy, Testing } from "cdk8s";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Project, parseYaml, synthesize } from "../../lib/index.ts";

/** No object of JavaScript keeps the first, and cdk8s takes an object with the second for one of a class. */
const key = fc.string().filter((text) => text !== "__proto__" && text !== "constructor");

/** What a program may write as a value: the values of JSON, what is left out, and what is known later. */
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, "", "yes", "1e3", "a\nb\n"),
  ),
  list: fc.array(tie("any"), { maxLength: 4 }),
  mapping: fc.dictionary(key, tie("any"), { maxKeys: 4, noNullPrototype: true }),
  later: tie("any").map((produced: unknown) => Lazy.any({ produce: () => produced }) as unknown),
  any: fc.oneof({ maxDepth: 4 }, tie("leaf"), tie("list"), tie("mapping"), tie("later")),
})).any;

const labels = fc.dictionary(key, fc.string({ unit: "grapheme" }), { noNullPrototype: true });

const build = (app: App, spec: unknown, annotations: Record<string, string>): Chart => {
  const chart = new Chart(app, "values");
  new ApiObject(chart, "a", { apiVersion: "v1", kind: "A", metadata: { name: "a", annotations }, spec });
  return chart;
};

test("whatever values an object has, cdk8s's toJson() and the file that we write say the same", () => {
  fc.assert(
    fc.property(value, labels, (spec, annotations) => {
      const theirs = Testing.synth(build(Testing.app({ outdir: "nowhere" }), spec, annotations)) as unknown[];
      const project = new Project({ defaults: "2026-11" });
      build(project, spec, annotations);
      const file = synthesize(project).files.find(({ path }) => path.endsWith("/a-a.yaml"));
      expect(parseYaml(file?.text ?? "", "a-a.yaml")).toEqual(withNull(theirs));
    }),
    { numRuns: 300 },
  );
});

/** In a list cdk8s leaves undefined for what is none, and writes null. */
const withNull = (given: unknown): unknown =>
  JSON.parse(JSON.stringify(given, (_, member: unknown) => (Object.is(member, -0) ? 0 : member)));
