import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { scopeOf } from "../schema/index.ts";
import type { Rule } from "./rule.ts";

/** An object that would land in whatever namespace kubectl is set to. */
export const namespaceMissing: FindingMaker<{ kind: string; name: string }> = defineFinding({
  code: "namespace-missing",
  severity: "error",
  says: ({ kind, name }) =>
    `Cannot place ${kind} "${name}": it lives in a namespace and states none; make it below a Namespace, or state metadata.namespace`,
});

/** Finds objects of a cluster that need a namespace and have none. Charts that belong to no cluster may leave it open, as in cdk8s. */
export const checkNamespaces: Rule = ({ inventory, types, placeOf }) =>
  inventory === undefined
    ? []
    : types
        .filter(({ apiVersion, kind }) => scopeOf(apiVersion, kind) === "namespaced")
        .flatMap(({ manifests }) => manifests.filter(({ metadata }) => metadata.namespace === undefined))
        .map((manifest) => namespaceMissing(placeOf(manifest), { kind: manifest.kind, name: manifest.metadata.name }));
