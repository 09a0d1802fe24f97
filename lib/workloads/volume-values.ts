import type { IConstruct } from "constructs";
import { inWords } from "../finding/in-words.ts";
import { report } from "../tree/report.ts";
import { volumeValue } from "./workload-findings.ts";

/** The values of a volume; nobody type-checked the program. */
interface VolumeValues {
  readonly directory: { readonly path: string };
  readonly owner: { readonly uid?: unknown; readonly gid?: unknown; readonly mode?: unknown };
  readonly accessMode?: unknown;
  readonly mountOptions?: unknown;
}

/** Finds what no set-up script, no API server and no mount takes. Takes nothing for granted. */
export const checkVolumeValues = (
  construct: IConstruct,
  { directory, owner, accessMode, mountOptions }: VolumeValues,
): void => {
  const { uid, gid, mode } = owner;
  const values = { "owner.uid": uid, "owner.gid": gid, "owner.mode": mode, accessMode, mountOptions };
  for (const { prop, takes, allowed } of RULES) {
    const value = values[prop];
    if (!takes(value)) report(construct, volumeValue, { path: directory.path, prop, found: inWords(value), allowed });
  }
};

interface Rule {
  readonly prop: "owner.uid" | "owner.gid" | "owner.mode" | "accessMode" | "mountOptions";
  readonly takes: (value: unknown) => boolean;
  /** In words. */
  readonly allowed: string;
}

/** The last number stands for nobody in particular: `chown` takes it for "leave it as it is". */
const isId = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32 - 1;
const ID = "a whole number from 0 to 4294967294";

const isMode = (value: unknown): boolean =>
  value === undefined || (typeof value === "string" && /^[0-7]{4}$/.test(value));

const MODES: ReadonlySet<unknown> = new Set([undefined, "ReadWriteMany", "ReadWriteOnce", "ReadOnlyMany"]);

/** Options that stand in one text with a comma between them are as good. */
const areOptions = (value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.every((option) => typeof option === "string" && /^[^\s\p{Cc}]+$/u.test(option)));

const RULES: readonly Rule[] = [
  { prop: "owner.uid", takes: isId, allowed: ID },
  { prop: "owner.gid", takes: isId, allowed: ID },
  { prop: "owner.mode", takes: isMode, allowed: 'four octal digits as text, such as "0750"' },
  {
    prop: "accessMode",
    takes: (value) => MODES.has(value),
    allowed: "ReadWriteMany, ReadWriteOnce, ReadOnlyMany",
  },
  { prop: "mountOptions", takes: areOptions, allowed: 'a list of options without blanks, such as "hard"' },
];
