import { createHash } from "node:crypto";
import { isShippedGroup } from "../schema/index.ts";
import { encodeCharacter, portableName } from "../text/portable-name.ts";
import type { Identity } from "./identity.ts";

/**
 * The name of an object's file: `<kind>-<name>.yaml`, or `<kind>.<group>_<name>.yaml` for a group that Kubernetes does not
 * ship. Two objects of one folder never share a name, whatever their case, and adding one renames no other. A character
 * other than a lower-case letter, a digit, a dash or a dot is written as its code point: `Site:Reader` gives
 * `_53_ite_3a__52_eader`.
 */
export const fileName = ({ group, kind, name }: Identity): string => {
  const start = encode(kind.toLowerCase());
  if (isShippedGroup(group)) return withEnding(`${start}-${encode(name)}`);
  // A kind alone before the first dot may be called as a device of Windows is.
  return portableName(withEnding(`${start}.${encode(group)}_${encode(name)}`));
};

const withEnding = (stem: string): string => `${stem.length <= LONGEST_STEM ? stem : shorten(stem)}.yaml`;

const encode = (name: string): string =>
  NOT_ENCODED.test(name) ? name : name.replace(/[^a-z0-9.-]/gu, encodeCharacter);

const NOT_ENCODED = /^[a-z0-9.-]*$/;

/** A name of 253 characters is legal, a file name of more than 255 bytes is not. */
const shorten = (stem: string): string =>
  `${stem.slice(0, LONGEST_STEM - HASH_LENGTH - 2)}__${createHash("sha256").update(stem).digest("hex").slice(0, HASH_LENGTH)}`;

/** Room for `.yaml`, and for what a temporary name adds. */
const LONGEST_STEM = 230;
const HASH_LENGTH = 16;
