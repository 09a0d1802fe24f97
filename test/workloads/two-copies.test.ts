import { cpSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as cdk8sOfTheTest from "cdk8s";
import type * as plusOfTheTest from "cdk8s-plus-28";
import { expect, test } from "vitest";
import { synthesize } from "../../lib/index.ts";
import { check, wordpress } from "../mistakes.ts";
import { codesOf, manifestsOf, sample } from "../sample.ts";
import { ROOT, scratch } from "../terminal.ts";

/** A second copy of cdk8s and cdk8s-plus, as npm installs it below a library that asks for another version. */
const secondCopy = () => {
  const folder = scratch();
  for (const name of ["cdk8s", "cdk8s-plus-28"]) {
    cpSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules/constructs"), join(folder, "node_modules/constructs"));
  const require = createRequire(join(folder, "library.js"));
  return {
    cdk8s: require("cdk8s") as typeof cdk8sOfTheTest,
    plus: require("cdk8s-plus-28") as typeof plusOfTheTest,
  };
};

test("objects of a second copy of cdk8s and cdk8s-plus are references like any other", () => {
  const { cdk8s, plus } = secondCopy();
  expect(cdk8s.ApiObject).not.toBe(cdk8sOfTheTest.ApiObject);
  const given = sample();
  const { blog } = given;
  const content = new cdk8s.ApiObject(blog, "c", {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "articles" },
  });
  wordpress(given, {
    content,
    serviceAccount: new plus.ServiceAccount(blog, "a", { metadata: { name: "writers" } }),
    environment: {
      A: { secret: new plus.Secret(blog, "s", { metadata: { name: "mail" }, stringData: { a: "1" } }), key: "a" },
    },
  });
  expect(codesOf(synthesize(given.project))).toEqual([]);
  const text = JSON.stringify(manifestsOf(given.project).find(({ kind }) => kind === "Deployment"));
  expect(text).toContain('"claimName":"articles"');
  expect(text).toContain('"serviceAccountName":"writers"');
  expect(text).toContain('{"key":"a","name":"mail"}');
  check(
    (other) => {
      const chart = new cdk8s.Chart(other.project, "loose", { namespace: "blog" });
      wordpress(other, { serviceAccount: new plus.ServiceAccount(chart, "a", { metadata: { name: "writers" } }) });
    },
    ["reference-elsewhere"],
  );
});
