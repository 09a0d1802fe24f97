import { runProgram } from "./run-program.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether packages can be installed here. */
    hasRegistry: boolean;
  }
}

/** Asks, from a folder, whether a registry answers. */
export const hasRegistry = (folder: string): boolean =>
  runProgram(folder, ["npm", "view", "constructs@10.3.0", "version", "--fetch-retries=0"]).stdout.trim() === "10.3.0";
