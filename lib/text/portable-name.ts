import { createHash } from "node:crypto";

/** What some file system has against the name of a file or a folder; undefined for a name that all take and keep apart. */
export const flawOfName = (name: string): string | undefined => {
  if (name.length <= LONGEST && PORTABLE.test(name)) return undefined;
  if (name === "" || name === "." || name === "..") return 'an empty name, "." or ".."';
  if (/[\\\p{Cc}]/u.test(name)) return "a control character or a backslash";
  if (/[<>:"|?*]/.test(name)) return 'one of < > : " | ? *, which Windows refuses';
  if (/[ .]$/.test(name)) return "a blank or a dot at the end of a name, which Windows drops";
  if (DEVICE.test(name)) return `"${name}", which is a device of Windows`;
  if (Buffer.byteLength(name) > LONGEST) return `a name of more than ${LONGEST} bytes`;
  return undefined;
};

/**
 * The name itself where every file system takes it; else one like it. A character that is refused is written as its code
 * point, as in the names of objects' files, and what is too long ends in a hash of it all.
 */
export const portableName = (name: string): string => {
  // Most names: no device is called so.
  if (/^[a-z0-9-]{5,63}$/.test(name)) return name;
  const plain = name
    .replace(/[<>:"|?*\\/\p{Cc}]/gu, encodeCharacter)
    .replace(/^\.{1,2}$/, (dots) => encodeCharacter(".").repeat(dots.length))
    .replace(/[ .]$/, encodeCharacter)
    .replace(DEVICE, (found) => encodeCharacter(found) + found.slice(1));
  return Buffer.byteLength(plain) <= LONGEST ? plain : shorten(plain);
};

/** A character of a name by its code point: `:` gives `_3a_`. */
export const encodeCharacter = (character: string): string => `_${character.codePointAt(0)?.toString(16)}_`;

const shorten = (name: string): string => {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  // What a cut leaves of a letter is no letter.
  const start = Buffer.from(name)
    .subarray(0, LONGEST - HASH_LENGTH - 2)
    .toString()
    .replace(/\uFFFD+$/, "");
  return `${start}__${hash}`;
};

/** Nearly all names. No device of Windows has five letters before a dot. */
const PORTABLE = /^[a-z0-9_-]{5,}(?:\.[a-z0-9_-]+)*$/;
/** Whatever follows the first dot, and in either case. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?= *(?:\.|$))/i;
/** Of one name, not of a path. */
const LONGEST = 255;
const HASH_LENGTH = 16;
