import type { Finding } from "../../finding/finding.ts";
import { validationFailed, validationNoticed } from "./validation-findings.ts";

/** What one plugin says, as cdk8s-cli writes it down. */
export interface PluginReport {
  readonly violations: readonly PluginViolation[];
  readonly summary: {
    readonly status: string;
    readonly plugin: string;
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
}

interface PluginViolation {
  readonly ruleName: string;
  readonly recommendation?: string;
  readonly fix?: string;
  readonly violatingConstructs: readonly {
    readonly resourceName: string;
    readonly manifestPath: string;
    readonly constructPath?: string;
    readonly locations?: readonly string[];
  }[];
}

/** Each object that a plugin names, as a finding: an error where the plugin failed. */
export const readReports = (
  reports: readonly PluginReport[],
  pathOf: (manifestPath: string) => string,
): readonly Finding[] =>
  reports.flatMap((report) => {
    const findings = report.violations.flatMap((violation) => findingsOf(report, violation, pathOf));
    // A plugin may fail without naming anything.
    return findings.length > 0 || report.summary.status === "success" ? findings : [unnamed(report)];
  });

const findingsOf = (
  { summary }: PluginReport,
  { ruleName, recommendation, fix, violatingConstructs }: PluginViolation,
  pathOf: (manifestPath: string) => string,
): readonly Finding[] => {
  const raise = summary.status === "success" ? validationNoticed : validationFailed;
  return violatingConstructs.map(({ resourceName, manifestPath, constructPath, locations = [] }) => {
    const file = pathOf(manifestPath);
    const where = locations.length === 0 ? "" : ` at ${locations.join(", ")}`;
    return raise(
      { path: constructPath ?? file },
      {
        plugin: summary.plugin,
        rule: ruleName,
        resource: `"${resourceName}"${where}`,
        file,
        fix: fix ?? recommendation ?? "ask the plugin's documentation",
      },
    );
  });
};

const unnamed = ({ summary }: PluginReport): Finding =>
  validationFailed(
    { path: "cdk8s.yaml" },
    {
      plugin: summary.plugin,
      rule: summary.status,
      resource: "the manifests",
      file: "all of them",
      fix: `it adds: ${JSON.stringify(summary.metadata ?? {})}`,
    },
  );
