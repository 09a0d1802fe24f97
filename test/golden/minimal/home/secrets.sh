#!/bin/sh
# Written by kumiki from apps/minimal/main.ts; do not edit
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

kubectl apply -f manifests/cluster/namespace-blog.yaml
# the accounts of MariaDB mariadb
need_secret blog mariadb root user
# the cookies of WordPress wordpress
need_secret blog wordpress AUTH_KEY AUTH_SALT SECURE_AUTH_KEY SECURE_AUTH_SALT LOGGED_IN_KEY LOGGED_IN_SALT NONCE_KEY NONCE_SALT

[ "$missing" -eq 0 ]
