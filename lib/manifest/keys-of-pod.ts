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
  const needed: NeededKey[] = [];
  for (const { env = [] } of [...initContainers, ...containers]) {
    for (const { valueFrom } of env) if (valueFrom !== undefined) addVariable(needed, valueFrom);
  }
  for (const volume of volumes) {
    addSource(needed, volume);
    for (const source of volume.projected?.sources ?? []) addSource(needed, source);
  }
  return needed;
};

interface PodWithKeys {
  readonly containers?: readonly { readonly env?: readonly Variable[] }[];
  readonly initContainers?: readonly { readonly env?: readonly Variable[] }[];
  readonly volumes?: readonly (Source & { readonly projected?: { readonly sources?: readonly Source[] } })[];
}

interface Variable {
  readonly valueFrom?: ValueFrom;
}

interface ValueFrom {
  readonly secretKeyRef?: Selector;
  readonly configMapKeyRef?: Selector;
}

interface Selector {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

interface Source {
  readonly secret?: Items;
  readonly configMap?: Items;
}

interface Items {
  readonly name?: string;
  /** How a volume calls it that is no projection. */
  readonly secretName?: string;
  readonly optional?: boolean;
  readonly items?: readonly { readonly key?: string }[];
}

const addVariable = (needed: NeededKey[], { secretKeyRef, configMapKeyRef }: ValueFrom): void => {
  if (secretKeyRef !== undefined) addKeys(needed, "Secret", Object.assign({}, secretKeyRef, { items: [secretKeyRef] }));
  if (configMapKeyRef !== undefined)
    addKeys(needed, "ConfigMap", Object.assign({}, configMapKeyRef, { items: [configMapKeyRef] }));
};

const addSource = (needed: NeededKey[], { secret, configMap }: Source): void => {
  if (secret !== undefined) addKeys(needed, "Secret", secret);
  if (configMap !== undefined) addKeys(needed, "ConfigMap", configMap);
};

const addKeys = (
  needed: NeededKey[],
  kind: NeededKey["kind"],
  { secretName, name = secretName, optional, items }: Items,
): void => {
  if (name === undefined || optional === true) return;
  for (const { key } of items ?? []) if (key !== undefined) needed.push({ kind, name, key });
};
