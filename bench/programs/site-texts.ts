/** Configuration of MariaDB, as our construct has it. */
export const MY_CNF = `[mariadb]
character_set_server = utf8mb4
innodb_buffer_pool_size = 512M
innodb_data_file_buffering = ON
innodb_flush_neighbors = 0
innodb_io_capacity = 200
innodb_log_file_buffering = ON
innodb_log_file_size = 256M
innodb_use_native_aio = OFF
max_allowed_packet = 64M
max_connections = 100
skip_name_resolve = ON
tmpdir = /tmp
`;

/** What fills the document root from the image. */
export const FILL_CORE = `set -eu
cd /usr/src/wordpress
to=/var/www/html
for f in .htaccess *; do
  case "$f" in wp-content|wp-config.php) ;; *) cp -R "$f" "$to/" ;; esac
done
cp wp-config-docker.php "$to/wp-config.php"
mkdir -p "$to/wp-content"
if [ -e "$to/wp-content/.filled" ]; then exit 0; fi
for f in wp-content/*.php wp-content/*/*; do
  if [ ! -e "$f" ] || [ -e "$to/$f" ]; then continue; fi
  part="$to/\${f%/*}/.part-\${HOSTNAME:-$$}"
  mkdir -p "\${part%/*}"
  rm -rf "$part"
  cp -R "$f" "$part"
  mv -T "$part" "$to/$f" || [ -e "$to/$f" ]
  rm -rf "$part"
done
touch "$to/wp-content/.filled"
`;

/** Configuration of WordPress, Apache and PHP, as our construct has it. */
export const siteFiles = (host: string): Record<string, string> => ({
  "extra.php": `define('WP_HOME', 'https://${host}');
define('WP_SITEURL', 'https://${host}');
define('WP_AUTO_UPDATE_CORE', false);
define('FS_METHOD', 'direct');
`,
  "mpm.conf": `<IfModule mpm_prefork_module>
  StartServers 2
  MinSpareServers 2
  MaxSpareServers 4
  ServerLimit 10
  MaxRequestWorkers 10
  MaxConnectionsPerChild 1000
</IfModule>
`,
  "php.ini": `upload_max_filesize = 64M
post_max_size = 72M
memory_limit = 256M
expose_php = Off
`,
  "ports.conf": `ServerName ${host}
Listen 8080
`,
  "vhost.conf": `<VirtualHost *:8080>
  ServerName ${host}
  DocumentRoot /var/www/html
  <Directory /var/www/html>
    Options FollowSymLinks
    AllowOverride None
    Require all granted
    RewriteEngine On
    RewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]
    RewriteBase /
    RewriteRule ^index\\.php$ - [L]
    RewriteCond %{REQUEST_FILENAME} !-f
    RewriteCond %{REQUEST_FILENAME} !-d
    RewriteRule . /index.php [L]
  </Directory>
  <Directory /var/www/html/wp-content>
    AllowOverride AuthConfig Indexes Limit Nonfatal=All
  </Directory>
  <LocationMatch "^/wp-content/uploads/.*\\.(php|phar|phtml)(/|$)">
    Require all denied
  </LocationMatch>
  ErrorLog \${APACHE_LOG_DIR}/error.log
  CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`,
});
