import { createRequire } from "node:module";
import type * as JsYaml from "js-yaml";

const require = createRequire(import.meta.url);

/**
 * Reads every document of a YAML text by the rules that Kubernetes' own reader follows (YAML 1.1).
 * Throws with the place of a syntax error; what the documents hold is the caller's to check.
 */
export const parseYaml = (text: string, fileName: string): readonly unknown[] => {
  // Loaded here: most programs read no YAML, and all of them would wait four milliseconds for it.
  const { loadAll, YAML11_SCHEMA } = require("js-yaml") as typeof JsYaml;
  return loadAll(text, { filename: fileName, schema: YAML11_SCHEMA });
};
