import type { IConstruct } from "constructs";
import { inWords } from "../finding/in-words.ts";
import { isSubdomain } from "../inventory/address.ts";
import { report } from "../tree/report.ts";
import { refuseProps } from "../tree/require-props.ts";
import { propValue } from "./cluster-findings.ts";

/** What a prop takes. */
export interface PropRule {
  /** Never throws, whatever it is handed. */
  readonly takes: (value: unknown) => boolean;
  /** In words. */
  readonly allowed: string;
  /** What was found, in words. @default - all of it */
  readonly says?: (value: unknown) => string;
}

/** What a prop was given. */
export interface GivenProp<T> {
  /** The prop, as messages name it: `tls.secret`. */
  readonly prop: string;
  readonly value: T;
}

/** Finds a value that the prop does not take, and tells whether it is one that it does. Nobody type-checked the program. */
export const checkProp = (construct: IConstruct, rule: PropRule, { prop, value }: GivenProp<unknown>): boolean => {
  const { takes, allowed, says = inWords } = rule;
  if (takes(value)) return true;
  report(construct, propValue, { prop, found: says(value), allowed });
  return false;
};

/** The same where the value's shape is what the construct is made from: something else stands in for it, so that one run finds all. */
export const takeProp = <T>(construct: IConstruct, rule: PropRule, given: GivenProp<T> & { readonly instead: T }): T =>
  checkProp(construct, rule, given) ? given.value : given.instead;

/** The members of a mapping that are taken: the mapping itself where all are, as nearly always. */
export const takeMembers = <T extends object>(all: T, takes: (name: string, value: unknown) => boolean): T => {
  const members = all as Readonly<Record<string, unknown>>;
  const refused = Object.keys(members).filter((name) => !takes(name, members[name]));
  if (refused.length === 0) return all;
  return Object.fromEntries(Object.entries(members).filter(([name]) => !refused.includes(name))) as T;
};

/** Refuses a value that nothing can stand in for, as `requireProps` does what is missing. */
export const requireProp = (made: IConstruct, rule: PropRule, { prop, value }: GivenProp<unknown>): void => {
  const { takes, allowed, says = inWords } = rule;
  if (!takes(value)) refuseProps(made, `found ${says(value)} as ${prop}; allowed is ${allowed}`);
};

/** Tells an object of keys and values, which a list is not. */
export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Tells what gives its value at synthesis alone: cdk8s's Lazy, a quantity of its imports, or whatever a resolver knows. */
export const isToken = (value: unknown): boolean =>
  isMapping(value) && Object.getPrototypeOf(value) !== Object.prototype;

/** A text in words where it may be a name; any other may be the value of a Secret, or an address with one in it. */
export const nameInWords = (value: unknown): string =>
  typeof value === "string" && !isSubdomain(value) ? "a text" : inWords(value);
