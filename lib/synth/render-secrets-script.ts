import type { Inventory, SecretRecord } from "../inventory/inventory.ts";

/**
 * The script that makes the Secrets which the cluster's workloads mount, on the operator's machine: values are drawn at
 * random there, and pass neither through git nor through a command line. A Secret that exists is left as it is.
 */
export const renderSecretsScript = ({ secrets }: Inventory, namespaceFiles: ReadonlyMap<string, string>): string =>
  [HEAD, ...byNamespace(secrets).flatMap(([namespace, own]) => linesOf(namespace, own, namespaceFiles)), FOOT].join(
    "\n",
  );

const byNamespace = (secrets: readonly SecretRecord[]): readonly (readonly [string, readonly SecretRecord[]])[] =>
  [...new Set(secrets.map(({ namespace }) => namespace))].map((namespace) => [
    namespace,
    secrets.filter((secret) => secret.namespace === namespace),
  ]);

const linesOf = (
  namespace: string,
  secrets: readonly SecretRecord[],
  namespaceFiles: ReadonlyMap<string, string>,
): readonly string[] => {
  const file = namespaceFiles.get(namespace);
  return [
    ...(file === undefined ? [] : [`kubectl apply -f ${file}`]),
    ...secrets.flatMap(({ name, keys, purpose }) => [
      `# ${purpose}`,
      `need_secret ${namespace} ${name} ${keys.join(" ")}`,
    ]),
    "",
  ];
};

const HEAD = `#!/bin/sh
# Makes the Secrets that the workloads of this cluster mount, with random values. Run it on the machine from which the cluster
# is managed, with KUBECONFIG set. It never changes a Secret that exists.
set -eu
cd "$(dirname "$0")"
umask 077
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
missing=0

# need_secret NAMESPACE NAME KEY...
need_secret() {
  namespace=$1
  name=$2
  shift 2
  found=$(kubectl get secret "$name" --namespace "$namespace" --ignore-not-found --output name)
  if [ -n "$found" ]; then
    keep_secret "$@"
    return
  fi
  rm -f "$scratch"/*
  for key in "$@"; do
    # 32 letters and digits: nothing that a shell, SQL or PHP would take for something else.
    head -c 512 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | head -c 32 >"$scratch/$key"
    [ "$(wc -c <"$scratch/$key")" -eq 32 ] || { echo "secrets.sh: drew too few random bytes" >&2; exit 1; }
  done
  kubectl create secret generic "$name" --namespace "$namespace" --from-file="$scratch"
}

keep_secret() {
  # shellcheck disable=SC2016 # The template's own variables.
  has=$(kubectl get secret "$name" --namespace "$namespace" --output 'go-template={{range $key, $_ := .data}}{{$key}} {{end}}')
  for key in "$@"; do
    case " $has" in
      *" $key "*) ;;
      *) echo "secrets.sh: Secret $name in $namespace has no key $key; add it by hand" >&2; missing=$((missing + 1)) ;;
    esac
  done
  echo "secret/$name in $namespace exists, left as it is"
}
`;

const FOOT = `[ "$missing" -eq 0 ]
`;
