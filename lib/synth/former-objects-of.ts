import type { IConstruct } from "constructs";
import { FORMER_OBJECTS } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { factsOf } from "../tree/fact.ts";
import type { FormerObjects } from "./render-readme.ts";

/** What workloads and namespaces of a cluster were called before, but for names that something else has by now. */
export const formerObjectsOf = (
  below: readonly IConstruct[],
  manifests: readonly Manifest[],
): readonly FormerObjects[] => {
  const now = new Set(
    manifests.map(({ kind, metadata }) => `${metadata.namespace} ${kind.toLowerCase()}/${metadata.name}`),
  );
  const namespaces = below.filter((construct) => construct instanceof Namespace);
  const renamed = namespaces.flatMap(({ renamedFrom }) => renamedFrom ?? []);
  const objects = factsOf(below, FORMER_OBJECTS).map(({ construct, value }) => ({
    namespace: value.namespace,
    isInRenamed: Namespace.of(construct).renamedFrom !== undefined,
    objects: value.objects.filter((object) => !now.has(`${value.namespace} ${object}`)),
  }));
  return [
    ...objects
      .filter((former) => !former.isInRenamed && former.objects.length > 0)
      .map(({ namespace, objects: names }) => ({ namespace, objects: names })),
    ...renamed
      .filter((name) => !namespaces.some((namespace) => namespace.name === name))
      .map((namespace) => ({ namespace, objects: [] })),
  ].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

const keyOf = ({ namespace, objects }: FormerObjects): string => `${namespace} ${objects.join(" ")}`;
