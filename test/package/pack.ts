import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT } from "../terminal.ts";
import { hasRegistry } from "./has-registry.ts";
import { runProgram } from "./run-program.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed package. */
    tarball: string;
  }
}

/** Packs the package once for the whole suite, and asks whether a registry answers. */
export default (project: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), "kumiki-packed-"));
  const packed = runProgram(ROOT, ["npm", "pack", "--silent", "--pack-destination", folder]);
  if (packed.status !== 0) throw new Error(`Cannot pack the package: ${packed.stderr}`);
  project.provide("tarball", join(folder, packed.stdout.trim().split("\n").at(-1) ?? ""));
  project.provide("hasRegistry", hasRegistry(folder));
  return () => rmSync(folder, { recursive: true, force: true });
};
