import type { ApiObject } from "cdk8s";

/** Where typed kinds of ours, of whatever copy of kumiki, hand out data without a copy. */
export const PLAIN_DATA: unique symbol = Symbol.for("kumiki.plain-data");

/** Data that nobody changes. */
export interface PlainData {
  readonly data: unknown;
  /** Undefined where nobody has looked. */
  readonly holdsNull: boolean | undefined;
}

/** What `toJson()` of a typed kind of ours would give; undefined for other libraries' objects, and where somebody alters it. */
export const tryTakePlainData = (object: ApiObject): PlainData | undefined =>
  (object as { readonly [PLAIN_DATA]?: () => PlainData | undefined })[PLAIN_DATA]?.();
