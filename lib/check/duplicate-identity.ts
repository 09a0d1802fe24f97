import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { isInApplyOrder } from "../manifest/apply-order.ts";
import { describeIdentity, identityOf } from "../manifest/identity.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Rule } from "./rule.ts";

/** Two objects that overwrite each other. */
export const duplicateIdentity: FindingMaker<{ identity: string; other: string }> = defineFinding({
  code: "duplicate-identity",
  severity: "error",
  says: ({ identity, other }) =>
    `Cannot write ${identity} twice: ${other} makes it too, and one would overwrite the other; give one of them another name`,
});

/** Finds objects of one group, kind, namespace and name. */
export const checkDuplicates: Rule = ({ manifests, placeOf }) => {
  if (isInApplyOrder(manifests)) return [];
  const seen = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    const identity = describeIdentity(identityOf(manifest));
    const other = seen.get(identity);
    seen.set(identity, other ?? manifest);
    if (other === undefined) return [];
    return [duplicateIdentity(placeOf(manifest), { identity, other: placeOf(other).path })];
  });
};
