import type { Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import type { Finding } from "../finding/finding.ts";
import { groupBy } from "../manifest/group-by.ts";
import { isWithin } from "../tree/is-within.ts";
import type { Dependency } from "../tree/order-objects.ts";
import { placeOf } from "../tree/origin.ts";
import { folderOfRoot } from "./folder-of-root.ts";
import type { ManifestInTree, TreeReading } from "./read-tree.ts";
import { folderRanks } from "./render-manifests.ts";
import { dependencyAcrossClusters, dependencyAcrossFolders } from "./synth-findings.ts";

/**
 * Finds dependencies that the folders of the output do not keep, since each of them is applied as a whole, and each cluster's
 * and chart's by itself. Linear in the objects' depths and the dependencies.
 */
export const checkDependencies = ({ dependencies, manifests }: TreeReading): readonly Finding[] => {
  const apart = dependencies.filter(({ source, target }) => !isWithin(source, target) && !isWithin(target, source));
  if (apart.length === 0) return [];
  const spans = spansOf(manifests, new Set(apart.flatMap(({ source, target }) => [source, target])));
  return apart.flatMap((dependency) => {
    const [own, others] = [spans.get(dependency.source), spans.get(dependency.target)];
    if (own === undefined || others === undefined) return [];
    return [...acrossFolders(dependency, own, others), ...acrossClusters(dependency, own, others)];
  });
};

/** The folders of what stands below a construct, by how many come before them; for each cluster or chart. */
type Spans = ReadonlyMap<Chart, { first: number; last: number }>;

const acrossFolders = ({ source, target }: Dependency, own: Spans, others: Spans): readonly Finding[] =>
  [...own].some(([root, { first }]) => first < (others.get(root)?.last ?? first))
    ? [dependencyAcrossFolders(placeOf(source), { source: source.node.path, target: target.node.path })]
    : [];

const acrossClusters = ({ source, target }: Dependency, own: Spans, others: Spans): readonly Finding[] =>
  new Set([...own.keys(), ...others.keys()]).size === 1
    ? []
    : [
        dependencyAcrossClusters(placeOf(source), {
          source: source.node.path,
          target: target.node.path,
          first: foldersOf(others),
          later: foldersOf(own),
        }),
      ];

const foldersOf = (spans: Spans): string =>
  [...spans.keys()].map((root) => `${folderOfRoot(root)}/manifests`).join(", ");

/** Of the constructs that are asked for. */
const spansOf = (
  manifests: readonly ManifestInTree[],
  wanted: ReadonlySet<IConstruct>,
): ReadonlyMap<IConstruct, Spans> => {
  const spans = new Map<IConstruct, Map<Chart, { first: number; last: number }>>();
  const within: WantedManifest[] = [];
  for (const { object, manifest, root } of manifests) {
    const scopes = wantedAround(object, wanted);
    if (scopes.length > 0) within.push({ scopes, manifest, root });
  }
  const byRoot = groupBy(within, ({ root }) => root);
  const ranks = new Map([...byRoot].map(([root, own]) => [root, folderRanks(own.map(({ manifest }) => manifest))]));
  // A workload's own volume, and a namespace's own object, stand beside namespaces in any case.
  const inNamespaces = within.filter(({ manifest }) => manifest.metadata.namespace !== undefined);
  const hasThem = new Set(inNamespaces.flatMap(({ scopes }) => scopes));
  for (const { scopes, manifest, root } of within) {
    const rank = ranks.get(root)?.(manifest) ?? 0;
    for (const scope of scopes) {
      if (manifest.metadata.namespace === undefined && hasThem.has(scope)) continue;
      const own = spans.get(scope) ?? new Map<Chart, { first: number; last: number }>();
      const { first, last } = own.get(root) ?? { first: rank, last: rank };
      spans.set(scope, own.set(root, { first: Math.min(first, rank), last: Math.max(last, rank) }));
    }
  }
  return spans;
};

/** A manifest that stands below constructs which are asked for. */
interface WantedManifest extends Pick<ManifestInTree, "manifest" | "root"> {
  readonly scopes: readonly IConstruct[];
}

const NOWHERE: readonly IConstruct[] = [];

/** Of the object itself, and what is around it; no list is made where there is none, as nearly always. */
const wantedAround = (object: IConstruct, wanted: ReadonlySet<IConstruct>): readonly IConstruct[] => {
  let found: IConstruct[] | undefined;
  for (let at: IConstruct | undefined = object; at !== undefined; at = at.node.scope) {
    if (!wanted.has(at)) continue;
    found ??= [];
    found.push(at);
  }
  return found ?? NOWHERE;
};
