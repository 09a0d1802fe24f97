import { mergeOverride } from "../manifest/merge-override.ts";
import type { Override } from "../manifest/override.ts";
import type { KindType } from "../tree/kind-object.ts";

/** The fields of an object with what the program overrides: lists merge by the API's keys, `null` deletes. */
export const overridden = <T extends object>(type: KindType, fields: T, override: Override<T> | undefined): T =>
  override === undefined ? fields : (mergeOverride(type, fields, override) as T);
