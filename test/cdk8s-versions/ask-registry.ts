import type { TestProject } from "vitest/node";
import { hasRegistry } from "../package/has-registry.ts";
import { ROOT } from "../terminal.ts";

/** Asks once for the whole suite. */
export default (project: TestProject): void => project.provide("hasRegistry", hasRegistry(ROOT));
