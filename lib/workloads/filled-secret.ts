import { Secret, type SecretProps } from "../../imports/k8s/core/v1.ts";
import { FILLED } from "../cluster/facts.ts";
import { takeLabels } from "../cluster/take-labels.ts";
import { stateFact } from "../tree/fact.ts";
import type { NamespacedScope } from "../tree/kind-object.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { checkKeys } from "./check-keys.ts";
import {
  describeSource,
  MAX_SECRET_BYTES,
  readSecretSource,
  type SecretReading,
  type SecretSource,
} from "./read-secret-source.ts";
import { secretInOutput, secretSource } from "./reference-findings.ts";
import { ownLabels } from "./workload-labels.ts";

/** A Secret whose values the program gets when it runs. */
export interface FilledSecretProps {
  /** The Secret's name. @default - the construct's id */
  readonly name?: string;
  /** Where each value comes from, by the Secret's keys: `{ token: { env: "SHOP_TOKEN" }, "tls.key": { file: "tls.key" } }`. */
  readonly values: Readonly<Record<string, SecretSource>>;
  /** The Secret's type: `kubernetes.io/tls`. @default - Opaque */
  readonly type?: string;
  /** Further labels. @default - app.kubernetes.io/managed-by, and what the cluster gives to all */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A Secret with values from environment variables or files, read when the program runs. The values stand in its manifest, as
 * base64, which hides nothing: hence a warning, to be acknowledged by whoever encrypts that file in git (which its Kustomization
 * lists), or pipes the output to kubectl. Where a value may be drawn at random, `RequiredSecret` needs none here. Refuses a
 * variable or file that is missing or empty. No value is ever in a message, a diff, an inventory or a file beside the manifest.
 * One of six characters or more that the program copies elsewhere, into an annotation say, stands there, and no diff shows it.
 */
export class FilledSecret extends Secret {
  constructor(scope: NamespacedScope, id: string, props: FilledSecretProps) {
    requireProps(`FilledSecret ${scope.node.path}/${id}`, props, ["values"]);
    const name = props.name ?? id;
    const sources = Object.entries(props.values).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const read = sources.map(([key, source]) => ({ key, source, reading: readSecretSource(source) }));
    super(scope, id, fieldsOf(scope, { ...props, name }, read));
    takeLabels(this, "labels", props.labels);
    checkKeys(this, `Secret ${name}`, Object.keys(props.values));
    for (const { key, source, reading } of read) {
      if ("wrong" in reading)
        report(this, secretSource, { key, secret: name, source: describeSource(source), found: reading.wrong });
    }
    if (sizeOf(read) > MAX_SECRET_BYTES) {
      report(this, secretSource, { key: "all", secret: name, source: "all its sources", found: "more than 1 MiB" });
    }
    stateFact(this, FILLED, valuesOf(read));
    const named = [...new Set(sources.map(([, source]) => describeSource(source)))].toSorted();
    report(this, secretInOutput, { secret: name, sources: named.join(", ") });
  }
}

type Read = readonly { readonly key: string; readonly reading: SecretReading }[];

/** `data`, which is what a server gives back; it never gives `stringData`. */
const fieldsOf = (
  scope: NamespacedScope,
  { name, type, labels }: FilledSecretProps & { readonly name: string },
  read: Read,
): SecretProps => ({
  metadata: { name, labels: Object.assign({}, ownLabels(scope), labels) },
  ...(type === undefined ? {} : { type }),
  data: Object.fromEntries(
    read.map(({ key, reading }) => [key, "value" in reading ? Buffer.from(reading.value).toString("base64") : ""]),
  ),
});

const valuesOf = (read: Read): readonly Uint8Array[] =>
  read.flatMap(({ reading }) => ("value" in reading ? [reading.value] : []));

const sizeOf = (read: Read): number => valuesOf(read).reduce((sum, value) => sum + value.length, 0);
