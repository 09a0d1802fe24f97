import type { PodSpec } from "./pod-template.ts";

/** A value that a pod takes from a Secret or a ConfigMap, and cannot start without. */
export interface NeededKey {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  readonly key: string;
}

/** Every single key that a pod needs, by its variables and its volumes; what is optional is left out. */
export const keysOf = (pod: PodSpec): readonly NeededKey[] => {
  const { containers = [], initContainers = [], volumes = [] } = pod as PodWithKeys;
  const sources = volumes.flatMap((volume) => [volume, ...(volume.projected?.sources ?? [])]);
  return [
    ...[...initContainers, ...containers].flatMap(({ env = [] }) => env.flatMap(keysOfVariable)),
    ...sources.flatMap(({ secret, configMap }) => [
      ...itemsOf("Secret", secret?.secretName ?? secret?.name, secret),
      ...itemsOf("ConfigMap", configMap?.name, configMap),
    ]),
  ];
};

interface PodWithKeys {
  readonly containers?: readonly { readonly env?: readonly Variable[] }[];
  readonly initContainers?: readonly { readonly env?: readonly Variable[] }[];
  readonly volumes?: readonly (Source & { readonly projected?: { readonly sources?: readonly Source[] } })[];
}

interface Variable {
  readonly valueFrom?: { readonly secretKeyRef?: Selector; readonly configMapKeyRef?: Selector };
}

interface Selector {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

interface Source {
  readonly secret?: Items & { readonly secretName?: string };
  readonly configMap?: Items;
}

interface Items {
  readonly name?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key?: string }[];
}

const keysOfVariable = ({ valueFrom }: Variable): readonly NeededKey[] => [
  ...itemsOf("Secret", valueFrom?.secretKeyRef?.name, asItems(valueFrom?.secretKeyRef)),
  ...itemsOf("ConfigMap", valueFrom?.configMapKeyRef?.name, asItems(valueFrom?.configMapKeyRef)),
];

const asItems = (selector: Selector | undefined): Items | undefined =>
  selector === undefined ? undefined : { ...selector, items: [selector] };

const itemsOf = (kind: NeededKey["kind"], name: string | undefined, source: Items | undefined): readonly NeededKey[] =>
  name === undefined || source === undefined || source.optional === true
    ? []
    : (source.items ?? []).flatMap(({ key }) => (key === undefined ? [] : [{ kind, name, key }]));
