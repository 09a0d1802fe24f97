import type { IConstruct } from "constructs";

/** What a construct's own validation says. */
export interface Violation {
  /** The construct. */
  readonly path: string;
  readonly message: string;
}

const VIOLATIONS = Symbol.for("kumiki.violations");

/** Throws what cdk8s throws when constructs do not accept themselves: the same class, the same words. */
export const validateTree = (constructs: readonly IConstruct[]): void => {
  const violations = constructs.flatMap(({ node }) =>
    node.validate().map((message): Violation => ({ path: node.path, message })),
  );
  if (violations.length === 0) return;
  const lines = violations.map(({ path, message }) => `[${path}] ${message}`);
  const error = new Error(`Validation failed with the following errors:\n  ${lines.join("\n  ")}`);
  throw Object.defineProperty(error, VIOLATIONS, { value: violations });
};

/** The violations that an error is about; none for any other. */
export const violationsOf = (error: unknown): readonly Violation[] =>
  (error as { [VIOLATIONS]?: readonly Violation[] } | null | undefined)?.[VIOLATIONS] ?? [];
