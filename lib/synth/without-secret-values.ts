import type { Finding } from "../finding/finding.ts";
import { valueHider } from "./hide-values.ts";

/**
 * Findings with words of others, which may quote values of the program's Secrets: none does any more. The values are asked for
 * only where something was found.
 */
export const withoutSecretValues = (
  findings: readonly Finding[],
  valuesOfSecrets: () => readonly Buffer[],
): readonly Finding[] => {
  if (findings.length === 0) return findings;
  const hide = valueHider(valuesOfSecrets(), () => "(hidden)");
  return findings.map((finding) => ({
    ...finding,
    message: hide(finding.message),
    values: Object.fromEntries(
      Object.entries(finding.values).map(([name, value]) => [name, typeof value === "string" ? hide(value) : value]),
    ),
  }));
};
