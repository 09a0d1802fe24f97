import { checkFormerName } from "../cluster/check-names.ts";
import { RENAMED, SECRET } from "../cluster/facts.ts";
import { Namespace } from "../cluster/namespace.ts";
import { inWords } from "../finding/in-words.ts";
import { Construct } from "../tree/cdk8s.ts";
import { stateFact } from "../tree/fact.ts";
import { captureOrigin } from "../tree/origin.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { checkKeys } from "./check-keys.ts";
import { isObjectName } from "./object-names.ts";
import { requiredSecret } from "./reference-findings.ts";
import { watchForOthers } from "./secret-made-twice.ts";

/** A Secret that must exist in the cluster. */
export interface RequiredSecretProps {
  /** The Secret's name. @default - the construct's id */
  readonly name?: string;
  /** Keys that it must hold; the cluster's script generates a value for each. */
  readonly keys: readonly string[];
  /** The name that it had before: its values move along. @default - it never had another */
  readonly renamedFrom?: string | undefined;
  /** What needs it, for the cluster's README: `the accounts of MariaDB mariadb`. */
  readonly purpose: string;
}

const REQUIRED_SECRET = Symbol.for("kumiki.RequiredSecret");

/** Tells a RequiredSecret, also one of another copy of kumiki. */
export const isRequiredSecret = (value: unknown): value is RequiredSecret =>
  typeof value === "object" && value !== null && REQUIRED_SECRET in value;

/**
 * A Secret that workloads mount and that nobody but the operator can fill. No value of it ever stands in the output: the
 * cluster's README says how to make it, with a script that never touches one that exists.
 */
export class RequiredSecret extends Construct {
  readonly apiVersion = "v1";
  readonly kind = "Secret";
  /** The Secret's name. */
  readonly name: string;
  readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: RequiredSecretProps) {
    super(scope, id);
    Object.defineProperty(this, REQUIRED_SECRET, { value: true });
    captureOrigin(this);
    requireProps(this, props, ["keys", "purpose"]);
    this.name = props.name ?? id;
    this.keys = Array.isArray(props.keys) ? props.keys : [];
    this.#check(props);
    const namespace = Namespace.of(this).name;
    const { renamedFrom } = props;
    if (renamedFrom !== undefined) stateFact(this, RENAMED, { what: "secret", from: renamedFrom, to: this.name });
    watchForOthers(this);
    stateFact(this, SECRET, { namespace, name: this.name, keys: this.keys, purpose: props.purpose });
  }

  /** All of it stands in a script, and nobody type-checked the program. */
  #check({ keys, purpose, renamedFrom }: RequiredSecretProps): void {
    const add = (what: string, found: unknown, allowed: string) =>
      report(this, requiredSecret, { secret: inWords(this.name), what, found: inWords(found), allowed });
    if (!isObjectName(this.name))
      add("name", this.name, "lower-case letters, digits, dashes and dots, at most 253 of them");
    if (!areKeys(keys)) add("keys", keys, "a list of one or more, each once");
    if (!isLine(purpose)) add("purpose", purpose, "one line of text");
    checkKeys(this, `Secret ${this.name}`, this.keys);
    checkFormerName(this, renamedFrom);
  }
}

const areKeys = (keys: unknown): boolean =>
  Array.isArray(keys) && keys.length > 0 && new Set(keys).size === keys.length;

const isLine = (text: unknown): boolean => typeof text === "string" && /^[^\p{Cc}\u2028\u2029]+$/u.test(text);
