#!/bin/sh
# Written by kumiki from apps/plus/main.ts; do not edit
# Makes this NFS server export what the clusters mount. Run it as root, in the folder where exports lies beside it; run it
# again after every change.
set -eu
cd "$(dirname "$0")"
# What lies above an exported directory is to be walked through by all, whatever root's own habits are.
umask 022

target=/etc/exports.d/kumiki.exports
problems=0

complain() {
  printf '%s\n' "setup.sh: $*" >&2
  problems=$((problems + 1))
}

[ "$(id -u)" = 0 ] || { echo "setup.sh: must run as root: sudo ./setup.sh" >&2; exit 1; }
[ -f exports ] || { echo "setup.sh: found no file called exports beside it; copy the whole folder" >&2; exit 1; }
command -v exportfs >/dev/null || {
  echo "setup.sh: found no exportfs; install the NFS server: apt-get install nfs-kernel-server" >&2
  exit 1
}

# A second line for one directory, in whatever file, would be ignored or win by chance.
check_exports() {
  for file in /etc/exports /etc/exports.d/*.exports; do
    if [ ! -f "$file" ] || [ "$file" = "$target" ]; then continue; fi
    lines=$(path=$1 awk '
      { name = $1 }
      match($0, /^[ \t]*"[^"]*"/) { name = substr($0, RSTART, RLENGTH) }
      { sub(/^[ \t]*/, "", name); gsub(/"/, "", name); gsub(/\\040/, " ", name); gsub(/\\043/, "#", name) }
      name == ENVIRON["path"]' "$file")
    [ -z "$lines" ] || complain "$file exports $1 too; take out: $lines"
  done
}

# What another program, or another server of this one, exports would be gone, and its clients' disks with it.
check_target() {
  [ -f "$target" ] || return 0
  [ "$(head -n 2 "$target")" != "$(head -n 2 exports)" ] || return 0
  lost=$(awk 'NR == FNR { kept[$1]; next } !/^#/ && NF && !($1 in kept) { print $1 }' exports "$target")
  [ -z "$lost" ] ||
    complain "$target exports $lost too, and is of another: $(head -n 2 "$target"); declare this server once, with all that it exports, or remove the file"
}

# The owner of a directory that holds files is not changed: its files would stay another's.
check_directory() {
  if [ -L "$1" ]; then
    complain "$1 is a link; make it a directory, or declare where it leads"
  elif [ -e "$1" ] && [ ! -d "$1" ]; then
    complain "$1 is there and is no directory"
  elif [ -d "$1" ] && [ "$(stat -c %u "$1")" != "$2" ] && [ -n "$(ls -A "$1")" ]; then
    complain "$1 is not empty and belongs to uid $(stat -c %u "$1"), but the pods write as uid $2; move its files away, or change their owner: chown -R $2:$3 $1"
  fi
}

finish_checks() {
  [ "$problems" = 0 ] || { echo "setup.sh: stopped, nothing was changed" >&2; exit 1; }
}

make_directory() {
  [ "$(stat -c '%u %g %04a' "$1" 2>/dev/null)" = "$2 $3 $4" ] && return
  mkdir -p "$1"
  chown "$2:$3" "$1"
  chmod "$4" "$1"
  echo "made $1 the property of $2:$3, mode $4"
}

# exportfs may report a mistake and exit 0: whatever it says is taken for a failure, and what was there before comes back.
install_exports() {
  if cmp -s exports "$target" && said=$(exportfs -ra 2>&1) && [ -z "$said" ]; then
    echo "nothing to change: $target is as it should be"
    return
  fi
  mkdir -p /etc/exports.d
  backup=$(mktemp)
  had=false
  if [ -f "$target" ]; then
    cp -p "$target" "$backup"
    had=true
  fi
  install -m 0644 exports "$target"
  status=0
  said=$(exportfs -ra 2>&1) || status=$?
  if [ "$status" = 0 ] && [ -z "$said" ]; then
    rm -f "$backup"
    echo "installed $target"
    return
  fi
  if [ "$had" = true ]; then cp -p "$backup" "$target"; else rm -f "$target"; fi
  rm -f "$backup"
  exportfs -ra >/dev/null 2>&1 || true
  echo "setup.sh: exportfs refused the exports; what was there before is back: $said" >&2
  exit 1
}

# Look, before anything is changed.
check_target
check_exports /srv/shop/magazine
check_exports /srv/shop/pictures
check_directory /srv/shop/magazine 33 33 2775
check_directory /srv/shop/pictures 1000 1000 2775
finish_checks

# Make the directories, each the property of the user that the pods run as.
make_directory /srv/shop/magazine 33 33 2775
make_directory /srv/shop/pictures 1000 1000 2775

install_exports
