import { FORMER_OBJECTS, type FormerObjects } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { compareText } from "../text/compare-text.ts";
import type { Held } from "../tree/held.ts";

/** What workloads and namespaces of a cluster were called before, but for names that something else has by now. */
export const formerObjectsOf = ({ charts, facts }: Held, manifests: readonly Manifest[]): readonly FormerObjects[] => {
  const stated = facts.of(FORMER_OBJECTS);
  const now = new Set(
    (stated.length === 0 ? [] : manifests).map(
      ({ kind, metadata }) => `${metadata.namespace} ${kind.toLowerCase()}/${metadata.name}`,
    ),
  );
  const namespaces = charts.filter((chart) => chart instanceof Namespace);
  const workloads = stated
    .filter(({ construct }) => Namespace.of(construct).renamedFrom === undefined)
    .map(({ value: { namespace, objects } }) => ({
      namespace,
      objects: objects.filter((object) => !now.has(`${namespace} ${object}`)),
    }));
  const whole = namespaces
    .flatMap(({ renamedFrom }) => renamedFrom ?? [])
    .filter((name) => !namespaces.some((namespace) => namespace.name === name))
    .map((namespace) => ({ namespace, objects: [] }));
  return [...workloads.filter(({ objects }) => objects.length > 0), ...whole].toSorted((a, b) =>
    compareText(keyOf(a), keyOf(b)),
  );
};

const keyOf = ({ namespace, objects }: FormerObjects): string => `${namespace} ${objects.join(" ")}`;
