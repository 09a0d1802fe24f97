import { groupOf } from "../schema/index.ts";
import type { Manifest } from "./manifest.ts";

export { groupOf };

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

/** An identity in words, and as a key: `Deployment.apps blog/wordpress`. */
export const describeIdentity = ({ group, kind, namespace, name }: Identity): string =>
  `${kind}${group === "" ? "" : `.${group}`} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
