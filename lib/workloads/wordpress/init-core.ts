/**
 * Fills the pod's own document root from the image, and the content volume with what it lacks of the image's themes and
 * plugins. May be interrupted and repeated; never replaces a plugin or a theme that is there. An image's newer WordPress so
 * reaches the site at the next start of a pod.
 */
export const INIT_CORE = `set -eu
cd /usr/src/wordpress
for f in .htaccess *; do
  case "$f" in wp-content|wp-config.php) ;; *) cp -R "$f" /var/www/html/ ;; esac
done
mkdir -p /var/www/html/wp-content
for f in wp-content/*; do
  case "$f" in *.php) [ -e "/var/www/html/$f" ] || cp "$f" "/var/www/html/$f" ;; esac
done
for d in wp-content/*/*; do
  [ -e "/var/www/html/$d" ] || { mkdir -p "/var/www/html/\${d%/*}"; cp -R "$d" "/var/www/html/$d"; }
done
`;
