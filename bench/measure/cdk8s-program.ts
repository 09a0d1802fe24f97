import { compileAsCdk8s } from "./compile-as-cdk8s.ts";

/** How the program divides what it makes. */
export type Division = "charts" | "folders";

/** Compiles the program that makes its own app into a folder; gives its path there. `root` is the repository. */
export const makeCdk8sProgram = (folder: string, root: string): string => {
  compileAsCdk8s(folder, ["cdk8s-program", "cdk8s-sites", "kube-app", "kinds-site", "kit"], root);
  return "compiled/cdk8s-program.js";
};

/** What the program is told. */
export const cdk8sProgramEnvironment = (sites: number, division: Division): Readonly<Record<string, string>> => ({
  BENCH_SITES: String(sites),
  BENCH_FILES: division,
});
