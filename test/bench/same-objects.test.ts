import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { VARIANTS, type VariantName } from "../../bench/jobs/variants.ts";
import {
  type CompiledProgram,
  compilePrograms,
  type Division,
  programEnvironment,
} from "../../bench/measure/cdk8s-program.ts";
import { differences, differentFiles, essence, objectsIn, type ReadObject } from "../../bench/outputs.ts";
import { kumiki, project, runNode } from "../cli/apps/project.ts";
import { filesIn, ROOT, scratch } from "../terminal.ts";

const SITES = 10;

const outputOf = (variant: VariantName): ReadonlyMap<string, ReadObject> => {
  const outdir = join(scratch(), variant);
  VARIANTS[variant](SITES, outdir);
  return objectsIn(outdir);
};

/** Holds that two ways to make sites give what is compared in `npm run bench`. */
const check = (ours: VariantName, theirs: VariantName, view?: (object: ReadObject) => unknown): void => {
  const [own, other] = [outputOf(ours), outputOf(theirs)];
  expect(own.size).toBe(SITES * 14);
  expect(differences(own, other, view)).toEqual([]);
};

/** Holds that a program of cdk8s gives the same bytes under kumiki as by itself, in so many files. */
const checkProgram = (name: CompiledProgram, division: Division, count: number): void => {
  const folder = project({});
  const program = compilePrograms(folder, ROOT)(name);
  tell(division);
  expect(runNode(folder, program)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const [ours, theirs] = [join(folder, "dist"), join(folder, "theirs")];
  renameSync(ours, theirs);
  expect(kumiki(folder, "synth", program)).toMatchObject({ exitCode: 0 });
  expect(Object.keys(filesIn(ours))).toHaveLength(count);
  expect(differentFiles(ours, theirs)).toEqual([]);
  for (const made of [/^0009-/, /image: docker\.io\/library\/mariadb:/, /charts: "10"/])
    expect(
      Object.entries(filesIn(ours))
        .flat()
        .filter((text) => made.test(text)),
    ).not.toEqual([]);
  writeFileSync(join(ours, "one-more.yaml"), "");
  expect(differentFiles(ours, theirs)).toEqual(["one-more.yaml"]);
};

/** Holds that cdk8s-plus's constructs give the same objects in a project under kumiki as in an app by itself. */
const checkPlus = (division: Division): void => {
  const folder = project({});
  const placeOf = compilePrograms(folder, ROOT);
  tell(division);
  expect(runNode(folder, placeOf("plus-program"))).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  const theirs = objectsIn(join(folder, "dist"));
  expect(kumiki(folder, "synth", placeOf("plus-project"), "--out", "out")).toMatchObject({ exitCode: 0 });
  const ours = objectsIn(join(folder, "out"));
  expect(ours.size).toBe(SITES * 14);
  expect(differences(ours, theirs)).toEqual([]);
};

const tell = (division: Division): void => {
  for (const [name, value] of Object.entries(programEnvironment(SITES, division))) vi.stubEnv(name, value);
};

afterEach(() => vi.unstubAllEnvs());

describe("the bench compares like with like, at ten sites", () => {
  test("typed kinds, ours and cdk8s's, a file for each chart", () => check("kinds", "kube-charts"));
  test("typed kinds, ours and cdk8s's, a folder for each chart", () => check("kinds", "kube-folders"));
  test("cdk8s-plus's constructs in our tree and in cdk8s's", () => check("plus-in-kumiki", "plus-charts"));
  test("cdk8s-plus's constructs in our tree and in cdk8s's, a folder for each chart", () =>
    check("plus-in-kumiki", "plus-folders"));
  test("our constructs and cdk8s-plus's, in what a site is about", () => check("stack", "plus-charts", essence));
  test.each(["cdk8s-program", "object-program"] as const)("%s under kumiki and by itself", (program) => {
    checkProgram(program, "charts", SITES);
    checkProgram(program, "folders", SITES * 14 + 1);
  });
  test.each(["charts", "folders"] as const)("cdk8s-plus's constructs in a project and in an app, %s", checkPlus);
  test("a difference is seen", () => {
    const own = outputOf("kinds");
    const changed = [...own].map(([name, object], index) => [name, { ...object, spec: index }] as const);
    expect(differences(own, new Map(changed))).toHaveLength(SITES * 14);
    expect(differences(own, new Map([...own].slice(1)))).toHaveLength(1);
  });
});
