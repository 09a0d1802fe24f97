import { defineFinding, type FindingKind, type FindingMaker } from "../../finding/finding.ts";

interface Violation {
  readonly [member: string]: string;
  readonly plugin: string;
  readonly rule: string;
  readonly resource: string;
  readonly file: string;
  readonly fix: string;
}

const describe = ({ plugin, rule, resource, file, fix }: Violation): string =>
  `Cannot accept ${resource} (${file}): ${plugin} found "${rule}"; ${fix}`;

/** What a plugin of `validations:` objects to. */
export const validationFailed: FindingMaker<Violation> = defineFinding({
  code: "validation-plugin-failed",
  severity: "error",
  says: describe,
});

/** What a plugin of `validations:` noticed and let pass. */
export const validationNoticed: FindingMaker<Violation> = defineFinding({
  code: "validation-plugin-noticed",
  severity: "warning",
  says: describe,
});

/** The plugins could not be asked. */
export const validationsNotRun: FindingMaker<{ found: string }> = defineFinding({
  code: "validations-not-run",
  severity: "error",
  says: ({ found }) =>
    `Cannot run the validations of cdk8s.yaml: ${found}; mend that, or leave them out once with --no-validate`,
});

/** Every finding of the validations of cdk8s.yaml. */
export const VALIDATION_FINDINGS: readonly FindingKind<never>[] = [
  validationFailed,
  validationNoticed,
  validationsNotRun,
];
