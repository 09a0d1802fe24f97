import type { Inventory, SecretRecord } from "../inventory/inventory.ts";
import { groupBy } from "../manifest/group-by.ts";

/**
 * The script that makes the Secrets which the cluster's workloads mount, on the operator's machine: values are drawn at
 * random there, and pass neither through git nor through a command line. A Secret that exists is left as it is; one that was
 * renamed gets the values that it had.
 */
export const renderSecretsScript = (
  { secrets }: Pick<Inventory, "secrets">,
  namespaceFiles: ReadonlyMap<string, string>,
): string =>
  [
    HEAD,
    ...[...groupBy(secrets, ({ namespace }) => namespace)].flatMap(([namespace, own]) =>
      linesOf(namespace, own, namespaceFiles),
    ),
    FOOT,
  ].join("\n");

const linesOf = (
  namespace: string,
  secrets: readonly SecretRecord[],
  namespaceFiles: ReadonlyMap<string, string>,
): readonly string[] => {
  const file = namespaceFiles.get(namespace);
  return [
    ...(file === undefined ? [] : [`kubectl apply -f ${file}`]),
    ...secrets.flatMap(({ name, keys, purpose, renamedFrom }) => [
      `# ${purpose}`,
      ...(renamedFrom === undefined ? [] : [`was=${renamedFrom.namespace}/${renamedFrom.name}`]),
      `need_secret ${namespace} ${name} ${keys.join(" ")}`,
    ]),
    "",
  ];
};

const HEAD = `#!/bin/sh
# Makes the Secrets that the workloads of this cluster mount, with random values. Run it on the machine from which the cluster
# is managed, with KUBECONFIG set. It never changes a Secret that exists.
#
# With --keep FOLDER it also writes every value into a file there, in plain text and for you alone, and takes the values of a
# Secret that it makes from there: a database keeps the passwords of its first start, and so must a cluster that is made anew.
set -eu
kept=
case "$#:\${1-}" in
  0:) ;;
  2:--keep) kept=$2 ;;
  *) echo "usage: secrets.sh [--keep FOLDER]" >&2; exit 2 ;;
esac
umask 077
if [ -n "$kept" ]; then
  mkdir -p "$kept"
  kept=$(cd "$kept" && pwd)
fi
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
problems=0
was=

complain() {
  echo "secrets.sh: $*" >&2
  problems=$((problems + 1))
}

# need_secret NAMESPACE NAME KEY...; was is NAMESPACE/NAME of before
need_secret() {
  namespace=$1
  name=$2
  shift 2
  rm -f "$scratch"/*
  there=$(find_secret "$namespace" "$name")
  if [ -n "$there" ]; then
    check_secret "$@"
    echo "secret/$name in $namespace exists, left as it is"
  else
    former=
    if [ -n "$was" ]; then former=$(keys_of "\${was%/*}" "\${was#*/}"); fi
    for key in "$@"; do
      fill "$key"
    done
    kubectl create secret generic "$name" --namespace "$namespace" --from-file="$scratch"
  fi
  [ -z "$kept" ] || keep
  was=
}

# Assigned before it is looked at, so that the script stops where the cluster does not answer.
find_secret() {
  kubectl get secret "$2" --namespace "$1" --ignore-not-found --output name
}

# keys_of NAMESPACE NAME; nothing for a Secret that there is none of
keys_of() {
  # shellcheck disable=SC2016 # The template's own variables.
  kubectl get secret "$2" --namespace "$1" --ignore-not-found --output 'go-template={{range $key, $_ := .data}}{{$key}} {{end}}'
}

# has_key KEYS KEY
has_key() {
  case " $1" in
    *" $2 "*) return 0 ;;
    *) return 1 ;;
  esac
}

# read_key NAMESPACE NAME KEY
read_key() {
  kubectl get secret "$2" --namespace "$1" --output "go-template={{index .data \\"$3\\" | base64decode}}"
}

# Values that there are already are taken: those that were kept, then those under the Secret's former name.
fill() {
  if [ -n "$kept" ] && [ -f "$kept/$namespace/$name/$1" ]; then
    cp "$kept/$namespace/$name/$1" "$scratch/$1"
  elif has_key "$former" "$1"; then
    read_key "\${was%/*}" "\${was#*/}" "$1" >"$scratch/$1"
  elif [ -n "$kept" ] && [ -n "$was" ] && [ -f "$kept/$was/$1" ]; then
    cp "$kept/$was/$1" "$scratch/$1"
  else
    # 32 letters and digits: nothing that a shell, SQL or PHP would take for something else.
    head -c 512 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | head -c 32 >"$scratch/$1"
    [ "$(wc -c <"$scratch/$1")" -eq 32 ] || { echo "secrets.sh: drew too few random bytes" >&2; exit 1; }
  fi
}

check_secret() {
  has=$(keys_of "$namespace" "$name")
  for key in "$@"; do
    if ! has_key "$has" "$key"; then
      complain "Secret $name in $namespace has no key $key; add it by hand"
    elif [ -n "$kept" ]; then
      read_key "$namespace" "$name" "$key" >"$scratch/$key"
    fi
  done
}

# What was kept before is the only copy of a lost cluster's passwords, and never written over.
keep() {
  mkdir -p "$kept/$namespace/$name"
  for file in "$scratch"/*; do
    [ -f "$file" ] || continue
    to="$kept/$namespace/$name/$(basename "$file")"
    if [ ! -e "$to" ]; then
      cp "$file" "$to"
    elif ! cmp -s "$file" "$to"; then
      complain "$to is not what the cluster has; take away the one that is wrong"
    fi
  done
}
`;

const FOOT = `[ "$problems" -eq 0 ]
`;
