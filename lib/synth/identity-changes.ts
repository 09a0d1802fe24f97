import type { IdentityChanges } from "../check/identity-guard.ts";
import { Cluster } from "../cluster/cluster.ts";
import { RENAMED } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import { type FactKind, factKind } from "../tree/fact.ts";
import type { Held } from "../tree/held.ts";

/** Data that a program gives up, and why. */
export const FORGOTTEN: FactKind<{ readonly identity: string; readonly reason: string }> = factKind("forgotten");

/** What a program says about names that it had before, and about data that it gives up. */
export const identityChangesOf = ({ charts, facts }: Held): IdentityChanges => {
  const clusters = new Map<string, string>();
  const namespaces = new Map<string, string>();
  const names = new Map<string, string>();
  for (const chart of charts) {
    if (chart instanceof Cluster && chart.renamedFrom !== undefined) {
      clusters.set(chart.renamedFrom, chart.clusterName);
    }
    if (chart instanceof Namespace && chart.renamedFrom !== undefined) {
      namespaces.set(`${chart.cluster.clusterName}/${chart.renamedFrom}`, chart.name);
    }
  }
  for (const { construct, value } of facts.of(RENAMED)) {
    const { name, cluster } = Namespace.of(construct);
    names.set(`${value.what} ${cluster.clusterName}/${name}/${value.from}`, value.to);
  }
  const forgotten = new Set(facts.of(FORGOTTEN).map(({ value }) => value.identity));
  return { clusters, namespaces, names, forgotten };
};
