import type { IConstruct } from "constructs";
import { secretsAmong } from "./secrets-in-tree.ts";

/** What a construct's own validation says. */
export interface Violation {
  /** The construct. */
  readonly path: string;
  readonly message: string;
}

/** What did not accept itself, and all that stands beside it. */
interface Refused {
  readonly violations: readonly Violation[];
  readonly constructs: readonly IConstruct[];
}

const REFUSED = Symbol.for("kumiki.refused-tree");

/** Throws what cdk8s throws when constructs do not accept themselves: the same class, the same words. */
export const validateTree = (constructs: readonly IConstruct[]): void => {
  const violations = constructs.flatMap(({ node }) =>
    node.validate().map((message): Violation => ({ path: node.path, message })),
  );
  if (violations.length === 0) return;
  const lines = violations.map(({ path, message }) => `[${path}] ${message}`);
  const error = new Error(`Validation failed with the following errors:\n  ${lines.join("\n  ")}`);
  const refused: Refused = { violations, constructs };
  throw Object.defineProperty(error, REFUSED, { value: refused });
};

/** The violations that an error is about; none for any other. */
export const violationsOf = (error: unknown): readonly Violation[] => tryFindRefused(error)?.violations ?? [];

/**
 * What the Secrets are of the tree that an error is about, since what complains may quote them; undefined where one does not say.
 * Asked when the program is over: some objects give something else when they are asked twice.
 */
export const tryReadSecrets = (error: unknown): readonly unknown[] | undefined => {
  const secrets = secretsAmong(tryFindRefused(error)?.constructs ?? []);
  try {
    return secrets.map((object) => object.toJson() as unknown);
  } catch {
    // Its words may hold the value.
    return undefined;
  }
};

const tryFindRefused = (error: unknown): Refused | undefined =>
  (error as { [REFUSED]?: Refused } | null | undefined)?.[REFUSED];
