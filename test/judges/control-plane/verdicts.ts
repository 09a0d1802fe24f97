import type { Manifest } from "../../../lib/manifest/manifest.ts";
import type { Api } from "./api.ts";

/** An API server's answer to an object: `undefined` where it takes it, else its own words. */
export type Verdict = string | undefined;

/** A dry run with strict decoding: what the server says of an object that would be made. */
export const verdictOnCreate = async (api: Api, manifest: Manifest): Promise<Verdict> =>
  wordsOf(await api.ask("POST", `${await api.collectionOf(manifest)}?${DRY}`, manifest));

/** Makes an object, and what the server then says of putting another in its place. */
export const verdictOnUpdate = async (api: Api, before: Manifest, after: Manifest): Promise<Verdict> => {
  const collection = await api.collectionOf(before);
  const made = await api.ask("POST", `${collection}?fieldValidation=Strict`, before);
  if (made.status >= 300) throw new Error(`cannot make what is to be updated: ${wordsOf(made)}`);
  const live = made.body as Manifest & { readonly spec?: Readonly<Record<string, unknown>> };
  const { clusterIP, clusterIPs } = live.spec ?? {};
  const addresses = live.kind === "Service" ? { spec: { clusterIP, clusterIPs, ...(after["spec"] as object) } } : {};
  const metadata = { ...after.metadata, resourceVersion: live.metadata["resourceVersion"] };
  return wordsOf(
    await api.ask("PUT", `${collection}/${before.metadata.name}?${DRY}`, { ...after, ...addresses, metadata }),
  );
};

const DRY = "dryRun=All&fieldValidation=Strict";

const wordsOf = ({ status, body }: { readonly status: number; readonly body: unknown }): Verdict =>
  status < 300 ? undefined : ((body as { message?: string }).message ?? JSON.stringify(body));
