import type { Manifest } from "../../../lib/manifest/manifest.ts";
import type { Api } from "./api.ts";

/** An object as the API server sends it. */
export type Live = Pick<Manifest, "metadata">;

/** Names of collections, and what is in each. */
type Kinds = Readonly<Record<string, Live>>;

/** Objects of each collection, by namespace and name. */
export type Seen<T extends Kinds> = { readonly [K in keyof T]: ReadonlyMap<string, T[K]> };

/** The newest state of some collections, from watches: nothing that was so between two looks is missed. */
export interface Following<T extends Kinds> {
  readonly seen: Seen<T>;
  /** Calls `take` after every change. */
  readonly onChange: (take: () => void) => void;
  /** Waits until something is so; looks after every change, and says what was awaited where it never comes. */
  readonly until: (what: string, isSo: (seen: Seen<T>) => boolean) => Promise<void>;
  /** Waits until all is seen that is so now. */
  readonly catchUp: () => Promise<void>;
  readonly stop: () => void;
}

/** Follows collections, each at its path: `{ pods: "/api/v1/pods" }`. */
export const follow = async <T extends Kinds>(
  api: Api,
  paths: { readonly [K in keyof T]: string },
): Promise<Following<T>> => {
  const takers = new Set<() => void>();
  let failure: string | undefined;
  const changed = (): void => {
    for (const take of takers) take();
  };
  const fail = (why: string): void => {
    failure ??= why;
    changed();
  };
  const opened = Object.entries<string>(paths).map(async ([name, path]) => {
    const collection = await openCollection(api, path, { changed, fail });
    return [name, collection] as const;
  });
  const collections = await Promise.all(opened);
  const seen = Object.fromEntries(collections.map(([name, { objects }]) => [name, objects])) as unknown as Seen<T>;
  const until = (what: string, isSo: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (why?: string): void => {
        takers.delete(look);
        clearTimeout(timer);
        if (why === undefined) resolve();
        else reject(new Error(why));
      };
      const look = (): void => {
        if (failure !== undefined) end(failure);
        else if (isSo()) end();
      };
      const timer = setTimeout(() => end(`not so after ${PATIENCE} ms: ${what}`), PATIENCE);
      takers.add(look);
      look();
    });
  return {
    seen,
    onChange: (take) => takers.add(take),
    until: (what, isSo) => until(what, () => isSo(seen)),
    catchUp: async () => {
      const areNewer = await Promise.all(collections.map(([, { askNow }]) => askNow()));
      await until("all is seen", () => areNewer.every((isNewer) => isNewer()));
    },
    stop: () => {
      takers.clear();
      for (const [, { stop }] of collections) stop();
    },
  };
};

/** A pod of a machine that is gone for good goes after a minute. */
const PATIENCE = 150_000;

interface Hooks {
  readonly changed: () => void;
  readonly fail: (why: string) => void;
}

const openCollection = async (api: Api, path: string, { changed, fail }: Hooks) => {
  const start = await listed(api, path);
  const objects = new Map(start.items.map((item) => [keyOf(item), item]));
  let newest = start.version;
  const take = (line: string): void => {
    const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: Live };
    if (type === "DELETED") objects.delete(keyOf(object));
    else if (type === "ADDED" || type === "MODIFIED") objects.set(keyOf(object), object);
    else return fail(`the watch of ${path} says ${type}: ${JSON.stringify(object)}`);
    newest = versionOf(object);
    changed();
  };
  return {
    objects,
    /** Tells from then on whether all is seen that was so at this moment. */
    askNow: async () => {
      const now = await listed(api, path);
      const keys = new Set(now.items.map(keyOf));
      const last = Math.max(0, ...now.items.map(versionOf));
      return (): boolean =>
        newest >= last && [...objects].every(([key, object]) => keys.has(key) || versionOf(object) > now.version);
    },
    stop: api.stream(`${path}?watch=1&resourceVersion=${start.version}`, take, fail),
  };
};

const listed = async (
  api: Api,
  path: string,
): Promise<{ readonly version: number; readonly items: readonly Live[] }> => {
  const { status, body } = await api.ask("GET", path);
  if (status !== 200) throw new Error(`cannot list ${path}: ${JSON.stringify(body)}`);
  const list = body as Live & { readonly items: readonly Live[] };
  return { version: versionOf(list), items: list.items };
};

/** Versions of one API server are numbers that grow. */
const versionOf = ({ metadata }: Live): number => Number(metadata["resourceVersion"]);

const keyOf = ({ metadata }: Live): string => keyIn(metadata.namespace, metadata.name);

/** How an object is called among those seen. */
export const keyIn = (namespace: string | undefined, name: string): string => `${namespace ?? ""}/${name}`;
