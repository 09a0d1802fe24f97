import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "./must.ts";

/**
 * Compiles programs of the bench as programs of cdk8s are: CommonJS, by the template of `cdk8s init typescript-app`. From `src/` of
 * a folder, which may hold more already, to `compiled/`; `root` is the repository.
 */
export const compileAsCdk8s = (folder: string, names: readonly string[], root: string): void => {
  const [sources, compiled] = [join(folder, "src"), join(folder, "compiled")];
  mkdirSync(sources, { recursive: true });
  for (const name of names) {
    const text = readFileSync(join(root, "bench", "programs", `${name}.ts`), "utf8");
    writeFileSync(join(sources, `${name}.ts`), text.replace(/(from "\.\/[\w-]+)\.ts"/g, '$1"'));
  }
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: TEMPLATE, include: ["src"] }));
  const compiler = join(root, "node_modules", ".bin", "tsc");
  must("node", [compiler, "-p", folder, "--rootDir", sources, "--outDir", compiled, "--noCheck"], root);
};

const TEMPLATE = {
  declaration: true,
  lib: ["es2021"],
  module: "CommonJS",
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  strict: true,
  target: "ES2017",
};
