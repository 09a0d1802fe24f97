import type { IConstruct } from "constructs";
import { checkProp, isMapping, type PropRule, takeMembers, takeProp } from "../cluster/take-prop.ts";
import { mergeOverride } from "../manifest/merge-override.ts";
import type { Override } from "../manifest/override.ts";
import type { KindType } from "../tree/kind-object.ts";

/** The fields of an object with what the program overrides: lists merge by the API's keys, `null` deletes. */
export const overridden = <T extends object>(type: KindType, fields: T, override: Override<T> | undefined): T =>
  override === undefined ? fields : (mergeOverride(type, fields, override) as T);

/** Takes a prop `overrides` whose members are each an object's, of a program that nobody type-checked. */
export const takeOverrides = <T extends object>(construct: IConstruct, given: T | undefined): Partial<T> =>
  takeMembers<Partial<T>>(
    takeProp(construct, OVERRIDE, { prop: "overrides", value: given ?? {}, instead: {} }),
    (member, value) => value === undefined || checkProp(construct, OVERRIDE, { prop: `overrides.${member}`, value }),
  );

/** What `overrides` takes, and each of its members. */
export const OVERRIDE: PropRule = { takes: isMapping, allowed: "a mapping of what is to be changed" };
