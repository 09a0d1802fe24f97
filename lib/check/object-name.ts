import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import { groupOf } from "../manifest/identity.ts";
import type { Rule } from "./rule.ts";

/** A name that the API server refuses. */
export const objectName: FindingMaker<{ kind: string; name: string; allowed: string }> = defineFinding({
  code: "object-name",
  severity: "error",
  says: ({ kind, name, allowed }) =>
    `Cannot create ${kind} ${JSON.stringify(name)}: allowed as its name are ${allowed}`,
});

/** Finds objects whose name the API server refuses, by the rules that it has for their kind. */
export const checkObjectNames: Rule = ({ types, placeOf }) =>
  types.flatMap(({ apiVersion, kind, manifests }) => {
    const { allowed, takes } = ruleOf(apiVersion, kind);
    return manifests
      .filter(({ metadata }) => !takes(metadata.name))
      .map((manifest) => objectName(placeOf(manifest), { kind, name: manifest.metadata.name, allowed }));
  });

interface NameRule {
  /** In words. */
  readonly allowed: string;
  readonly takes: (name: string) => boolean;
}

const PART = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

const rule = (allowed: string, pattern: RegExp, longest: number): NameRule => ({
  allowed: `${allowed}, at most ${longest} of them`,
  takes: (name) => pattern.test(name) && name.length <= longest,
});

/** An RFC 1123 subdomain, as most kinds have it, and all that come with a CustomResourceDefinition. */
const SUBDOMAIN = new RegExp(`^${PART}(?:\\.${PART})*$`);
const LETTERS = "lower-case letters, digits, dashes and dots, each part beginning and ending with a letter or a digit";

/** What any object's name must be, since it stands in addresses; some kinds ask for no more. */
const SEGMENT: NameRule = {
  allowed: "all letters but / and %, though not . and .. alone",
  takes: (name) => name !== "" && name !== "." && name !== ".." && !/[/%]/.test(name),
};

const ANY = rule(LETTERS, SUBDOMAIN, 253);

/** By API group and kind, or by group alone. As in the API server's own validation, read off by its verdicts. */
const RULES: Readonly<Record<string, NameRule>> = {
  "/Namespace": rule(
    "lower-case letters, digits and dashes, beginning and ending with a letter or a digit",
    new RegExp(`^${PART}$`),
    63,
  ),
  "/Service": rule(
    "lower-case letters, digits and dashes, beginning with a letter and ending with a letter or a digit",
    /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
    63,
  ),
  // Eleven letters less than a Job, which is called after it and the time.
  "batch/CronJob": rule(LETTERS, SUBDOMAIN, 52),
  "rbac.authorization.k8s.io": SEGMENT,
  // Signers decide: `example.com:foo:bar`, say.
  "certificates.k8s.io": { allowed: "any letters, but not none", takes: (name) => name !== "" },
  // An address is its name; and a driver's name may have capitals.
  "networking.k8s.io/IPAddress": { allowed: "an IP address", takes: (name) => name !== "" },
  "storage.k8s.io/CSIDriver": { ...ANY, takes: (name) => ANY.takes(name.toLowerCase()) },
};

const ruleOf = (apiVersion: string, kind: string): NameRule => {
  const group = groupOf(apiVersion);
  return RULES[`${group}/${kind}`] ?? RULES[group] ?? ANY;
};
