/**
 * Fills the pod's own document root from the image, with the image's `wp-config.php`, and once the content volume with the
 * image's themes and plugins. May be interrupted and repeated, and run beside another pod's: everything arrives on the volume
 * under another name first, and what was deleted there later does not come back. An image's newer WordPress so reaches the
 * site at the next start of a pod.
 */
export const INIT_CORE = `set -eu
cd /usr/src/wordpress
to=/var/www/html
for f in .htaccess *; do
  case "$f" in wp-content|wp-config.php) ;; *) cp -R "$f" "$to/" ;; esac
done
cp wp-config-docker.php "$to/wp-config.php"
mkdir -p "$to/wp-content"
if [ -e "$to/wp-content/.kumiki-filled" ]; then exit 0; fi
for f in wp-content/*.php wp-content/*/*; do
  if [ ! -e "$f" ] || [ -e "$to/$f" ]; then continue; fi
  part="$to/\${f%/*}/.kumiki-\${HOSTNAME:-$$}"
  mkdir -p "\${part%/*}"
  rm -rf "$part"
  cp -R "$f" "$part"
  mv -T "$part" "$to/$f" || [ -e "$to/$f" ]
  rm -rf "$part"
done
touch "$to/wp-content/.kumiki-filled"
`;
