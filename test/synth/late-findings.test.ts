import { Lazy } from "cdk8s";
import { describe, expect, test } from "vitest";
import { ConfigMap } from "../../imports/k8s/core/v1.ts";
import { defineFinding, report, synthesize } from "../../lib/index.ts";
import { codesOf, type Sample, sample } from "../sample.ts";

describe("synthesize reports what is found as late as", () => {
  const found = defineFinding<{ what: string }>({ code: "late", severity: "error", says: ({ what }) => what });
  const lateIn = (make: (made: Sample, say: () => void) => void): void => {
    const made = sample();
    make(made, () => report(made.blog, found, { what: "late" }));
    expect(codesOf(synthesize(made.project))).toEqual(["late"]);
  };

  test("in a validation", () =>
    lateIn(({ blog }, say) =>
      blog.node.addValidation({
        validate: () => {
          say();
          return [];
        },
      }),
    ));
  test("in a Lazy", () =>
    lateIn(({ blog }, say) => {
      const produce = () => {
        say();
        return { a: "b" };
      };
      return new ConfigMap(blog, "a", { data: Lazy.any({ produce }) as never });
    }));
});
