import { compileAsCdk8s } from "./compile-as-cdk8s.ts";

/** How a program divides what it makes. */
export type Division = "charts" | "folders";

/** Programs with an app of their own, of generated kinds, plain objects and cdk8s-plus's constructs; and a project with the last. */
const PROGRAMS = ["cdk8s-program", "object-program", "plus-program", "plus-project"] as const;

/** One of them. */
export type CompiledProgram = (typeof PROGRAMS)[number];

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
  compileAsCdk8s(folder, [...PROGRAMS, ...parts], root);
  return (program) => `compiled/${program}.js`;
};

/** What a program is told. */
export const programEnvironment = (sites: number, division: Division): Readonly<Record<string, string>> => ({
  BENCH_SITES: String(sites),
  BENCH_FILES: division,
});
