import { loadAll, YAML11_SCHEMA } from "js-yaml";

/**
 * Reads every document of a YAML text by the rules that Kubernetes' own reader follows (YAML 1.1).
 * Throws with the place of a syntax error; what the documents hold is the caller's to check.
 */
export const parseYaml = (text: string, fileName: string): readonly unknown[] =>
  loadAll(text, { filename: fileName, schema: YAML11_SCHEMA });
