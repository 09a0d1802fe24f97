import type { Manifest } from "./manifest.ts";

/** What makes an object that object: two manifests with one identity overwrite each other. The API's version is no part of it. */
export interface Identity {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The identity of a manifest. */
export const identityOf = ({ apiVersion, kind, metadata }: Manifest): Identity => ({
  group: groupOf(apiVersion),
  kind,
  // Other libraries' objects may have null here.
  namespace: metadata.namespace ?? undefined,
  name: metadata.name,
});

/** The group of an API version; empty for the core group. */
export const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0));

/** An identity in words, and as a key: `Deployment.apps blog/wordpress`. */
export const describeIdentity = ({ group, kind, namespace, name }: Identity): string =>
  `${kind}${group === "" ? "" : `.${group}`} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
