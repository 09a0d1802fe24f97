/** What a site's configuration files are made from. */
export interface SiteConfiguration {
  readonly host: string;
  readonly scheme: "http" | "https";
  /** WordPress's constants, over ours. */
  readonly constants: Readonly<Record<string, string | number | boolean>>;
}

/** The largest request that every layer lets through, in MiB: upload < request < memory. */
export const MAX_REQUEST_MIB = 72;
const MAX_UPLOAD_MIB = 64;
const MEMORY_MIB = 256;

/** Constants that the image's wp-config.php defines before it reads ours: a second definition would be passed over. */
export const isDefinedByImage = (constant: string): boolean =>
  /^(?:DB_(?:NAME|USER|PASSWORD|HOST|CHARSET|COLLATE)|(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)|ABSPATH)$/.test(
    constant,
  );

/** The site's ConfigMap: file name, text. */
export const siteConfiguration = (site: SiteConfiguration): Readonly<Record<string, string>> => ({
  "extra.php": extraPhp(site),
  "mpm.conf": MPM,
  "php.ini": PHP_INI,
  "ports.conf": `ServerName ${site.host}\nListen 8080\n`,
  "vhost.conf": virtualHost(site.host),
});

/**
 * Read at every request, before WordPress itself; the file has no opening tag, since the image evaluates it. WP_DEBUG has been
 * defined by then, from the pod's environment.
 */
const extraPhp = ({ host, scheme, constants }: SiteConfiguration): string => {
  const all = {
    WP_HOME: `${scheme}://${host}`,
    WP_SITEURL: `${scheme}://${host}`,
    // The image brings WordPress, in a folder that the site cannot write; plugins and themes may update themselves.
    WP_AUTO_UPDATE_CORE: false,
    FS_METHOD: "direct",
    ...constants,
  };
  const lines = Object.entries(all)
    .filter(([name]) => name !== "WP_DEBUG")
    .map(([name, value]) => `define(${phpLiteral(name)}, ${phpLiteral(value)});`);
  return `${lines.join("\n")}\n`;
};

const phpLiteral = (value: string | number | boolean): string =>
  typeof value === "string" ? `'${value.replace(/[\\']/g, "\\$&")}'` : String(value);

/** Ten workers of about 60 MiB each fit the container's memory; the image's own 150 do not. */
const MPM = `<IfModule mpm_prefork_module>
  StartServers 2
  MinSpareServers 2
  MaxSpareServers 4
  ServerLimit 10
  MaxRequestWorkers 10
  MaxConnectionsPerChild 1000
</IfModule>
`;

const PHP_INI = `upload_max_filesize = ${MAX_UPLOAD_MIB}M
post_max_size = ${MAX_REQUEST_MIB}M
memory_limit = ${MEMORY_MIB}M
expose_php = Off
`;

/**
 * WordPress's own rewrite rules, in the server's configuration: an .htaccess beside them would be gone with the pod. Those that
 * plugins put on the volume to close a folder are obeyed, and whatever else stands in them is passed over. Nothing that
 * visitors uploaded is run, whatever an .htaccess there says.
 */
const virtualHost = (host: string): string => `<VirtualHost *:8080>
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
`;
