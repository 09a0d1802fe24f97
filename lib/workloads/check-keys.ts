import type { IConstruct } from "constructs";
import { report } from "../tree/report.ts";
import { keyInvalid } from "./reference-findings.ts";

/** Finds keys that no Secret and no ConfigMap can have; they become names of files, too. */
export const checkKeys = (construct: IConstruct, holder: string, keys: readonly string[]): void => {
  for (const key of keys) {
    if (!KEY.test(key)) report(construct, keyInvalid, { holder, key });
  }
};

/** As the API server has it: neither `.` nor what begins with `..`. */
const KEY = /^(?!\.{1,2}$|\.\.)[-._a-zA-Z0-9]{1,253}$/;
