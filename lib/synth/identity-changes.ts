import type { IConstruct } from "constructs";
import type { IdentityChanges } from "../check/identity-guard.ts";
import { Cluster } from "../cluster/cluster.ts";
import { RENAMED } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import { type FactKind, factKind, factsOf } from "../tree/fact.ts";

/** Data that a program gives up, and why. */
export const FORGOTTEN: FactKind<{ readonly identity: string; readonly reason: string }> = factKind("forgotten");

/** What a program says about names that it had before, and about data that it gives up. */
export const identityChangesOf = (constructs: readonly IConstruct[]): IdentityChanges => {
  const clusters = new Map<string, string>();
  const namespaces = new Map<string, string>();
  const names = new Map<string, string>();
  for (const construct of constructs) {
    if (construct instanceof Cluster && construct.renamedFrom !== undefined) {
      clusters.set(construct.renamedFrom, construct.clusterName);
    }
    if (construct instanceof Namespace && construct.renamedFrom !== undefined) {
      namespaces.set(`${construct.cluster.clusterName}/${construct.renamedFrom}`, construct.name);
    }
  }
  for (const { construct, value } of factsOf(constructs, RENAMED)) {
    const { name, cluster } = Namespace.of(construct);
    names.set(`${value.what} ${cluster.clusterName}/${name}/${value.from}`, value.to);
  }
  const forgotten = new Set(factsOf(constructs, FORGOTTEN).map(({ value }) => value.identity));
  return { clusters, namespaces, names, forgotten };
};
