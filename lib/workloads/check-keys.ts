import type { IConstruct } from "constructs";
import { inWords } from "../finding/in-words.ts";
import { report } from "../tree/report.ts";
import { keyInvalid } from "./reference-findings.ts";

/** Finds keys that no Secret and no ConfigMap can have; they become names of files, too. */
export const checkKeys = (construct: IConstruct, holder: string, keys: readonly unknown[]): void => {
  for (const key of keys) {
    if (typeof key !== "string" || !KEY.test(key)) report(construct, keyInvalid, { holder, key: inWords(key) });
  }
};

/** As the API server has it: neither `.` nor what begins with `..`. */
const KEY = /^(?!\.{1,2}$|\.\.)[-._a-zA-Z0-9]{1,253}$/;
