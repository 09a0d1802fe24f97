import { type ApiKind, readApi } from "./api.ts";
import { releasesIn } from "./releases.ts";

/** Where an object lives. */
export type Scope = "namespaced" | "cluster";

/** A kind that Kubernetes itself ships, in any release known here; undefined for one that it does not. */
const tryFindKind = (apiVersion: string, kind: string): ApiKind | undefined => byName().get(apiVersion)?.get(kind);

/** Where objects of a kind live; undefined for a kind that Kubernetes does not ship. */
export const scopeOf = (apiVersion: string, kind: string): Scope | undefined => {
  const found = tryFindKind(apiVersion, kind) ?? inAnotherVersion(apiVersion, kind);
  if (found === undefined) return undefined;
  return found.namespaced ? "namespaced" : "cluster";
};

/** The minor releases that serve a kind; none for a kind that Kubernetes does not ship. */
export const servedBy = (apiVersion: string, kind: string): readonly string[] => {
  const found = tryFindKind(apiVersion, kind);
  return found === undefined ? [] : releasesIn(found.releases);
};

/** Tells whether an API group comes with Kubernetes; the empty name is the core group. */
export const isShippedGroup = (group: string): boolean => groups().has(group);

/** The group of an API version; empty for the core group. */
export const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));

/** A version that came before or after those known here has the scope of its siblings. */
const inAnotherVersion = (apiVersion: string, kind: string): ApiKind | undefined => {
  const group = groupOf(apiVersion);
  return byKind()
    .get(kind)
    ?.find((entry) => groupOf(entry.apiVersion) === group);
};

/** Made once from the data, which never changes. */
const memoized = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** By API version, then by kind: every object is looked up several times, and no text is made for it. */
const byName = memoized(() => {
  const versions = new Map<string, Map<string, ApiKind>>();
  for (const entry of readApi().kinds) {
    const kinds = versions.get(entry.apiVersion) ?? new Map<string, ApiKind>();
    versions.set(entry.apiVersion, kinds.set(entry.kind, entry));
  }
  return versions;
});

const byKind = memoized(() => {
  const kinds = new Map<string, ApiKind[]>();
  for (const entry of readApi().kinds) kinds.set(entry.kind, [...(kinds.get(entry.kind) ?? []), entry]);
  return kinds;
});

const groups = memoized(() => new Set(readApi().kinds.map(({ apiVersion }) => groupOf(apiVersion))));
