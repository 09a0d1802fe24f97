import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseYaml } from "kumiki";

/** An object of Kubernetes' API, as it was read back. */
export interface ReadObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [member: string]: unknown;
}

/** Every object below a folder, by its identity. Refuses two of one identity. */
export const objectsIn = (folder: string): ReadonlyMap<string, ReadObject> =>
  objectsOf(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".yaml"))
      .map((path) => readFileSync(join(folder, path), "utf8")),
  );

/** Every object of some texts, by its identity. */
export const objectsOf = (texts: readonly string[]): ReadonlyMap<string, ReadObject> => {
  const found = new Map<string, ReadObject>();
  for (const document of texts.flatMap((text) => parseYaml(text, "output"))) {
    const object = document as ReadObject | null;
    if (object === null) continue;
    const identity = identityOf(object);
    if (found.has(identity)) throw new Error(`Cannot compare outputs: ${identity} is there twice`);
    found.set(identity, object);
  }
  return found;
};

const identityOf = ({ apiVersion, kind, metadata: { namespace, name } }: ReadObject): string =>
  `${apiVersion} ${kind} ${namespace ?? ""}/${name}`;

/** What two outputs do not have in common: nothing, where like is compared with like. */
export const differences = (
  ours: ReadonlyMap<string, ReadObject>,
  theirs: ReadonlyMap<string, ReadObject>,
  view: (object: ReadObject) => unknown = (object) => object,
): readonly string[] => {
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  return [...names].filter((name) => {
    const [own, other] = [ours.get(name), theirs.get(name)];
    return own === undefined || other === undefined || !isDeepStrictEqual(view(own), view(other));
  });
};

/** Paths below two folders whose bytes are not the same, or that only one of them has: none, where both tools made one thing. */
export const differentFiles = (ours: string, theirs: string): readonly string[] => {
  const [own, other] = [bytesIn(ours), bytesIn(theirs)];
  return [...new Set([...own.keys(), ...other.keys()])].filter((path) => own.get(path) !== other.get(path));
};

const bytesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), entry.isFile() ? readFileSync(path, "latin1") : "a folder"];
    }),
  );

/**
 * What a site is about, for two libraries that write one intent in different words: images, variables, places of mounts, ports,
 * hosts, directories.
 */
export const essence = (object: ReadObject): unknown => {
  const spec = (object["spec"] ?? {}) as Spec;
  const pod = spec.template?.spec;
  return {
    data: Object.keys(object["data"] ?? {}).toSorted(),
    containers: [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])].map((container) => ({
      name: container.name,
      image: container.image,
      variables: (container.env ?? []).map(({ name }) => name).toSorted(),
      mounts: (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).toSorted(),
      ports: (container.ports ?? []).map(({ containerPort }) => containerPort),
    })),
    ports: (spec.ports ?? []).map(({ port }) => port),
    hosts: (spec.rules ?? []).map(({ host }) => host),
    nfs: spec.nfs,
    claim: spec.claimRef?.name,
  };
};

interface Spec {
  readonly template?: {
    readonly spec: { readonly containers: readonly Container[]; readonly initContainers?: readonly Container[] };
  };
  readonly ports?: readonly { readonly port: number }[];
  readonly rules?: readonly { readonly host: string }[];
  readonly nfs?: unknown;
  readonly claimRef?: { readonly name: string };
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string }[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
  readonly ports?: readonly { readonly containerPort: number }[];
}
