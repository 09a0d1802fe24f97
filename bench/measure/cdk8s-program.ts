import { compileAsCdk8s } from "./compile-as-cdk8s.ts";

/** How a program divides what it makes. */
export type Division = "charts" | "folders";

/** Programs that make an app of their own: of generated kinds, of plain objects, of cdk8s-plus's constructs. */
export const CDK8S_PROGRAMS = ["cdk8s-program", "object-program", "plus-program"] as const;

/** A program that is compiled: one of those, or the project with the same constructs as the last. */
export type CompiledProgram = (typeof CDK8S_PROGRAMS)[number] | "plus-project";

/** Compiles the programs into a folder, and tells where one lies there. `root` is the repository. */
export const compilePrograms = (folder: string, root: string): ((program: CompiledProgram) => string) => {
  const parts = [
    "bench-division",
    "cdk8s-sites",
    "kube-app",
    "object-app",
    "kinds-site",
    "kit",
    "plus-sites",
    "site-texts",
  ];
  compileAsCdk8s(folder, [...CDK8S_PROGRAMS, "plus-project", ...parts], root);
  return (program) => `compiled/${program}.js`;
};

/** What a program is told. */
export const programEnvironment = (sites: number, division: Division): Readonly<Record<string, string>> => ({
  BENCH_SITES: String(sites),
  BENCH_FILES: division,
});
