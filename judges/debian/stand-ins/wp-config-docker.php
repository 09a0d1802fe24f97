<?php
// Stands in for the file of that name in the image wordpress: settings come from the environment, and a variable NAME_FILE
// names a file that holds the value of NAME.
function from_environment($name, $default)
{
    $file = getenv("{$name}_FILE");
    if ($file !== false) {
        return rtrim(file_get_contents($file), "\r\n");
    }
    $value = getenv($name);
    return $value === false ? $default : $value;
}

define('DB_NAME', from_environment('WORDPRESS_DB_NAME', 'wordpress'));
define('DB_USER', from_environment('WORDPRESS_DB_USER', 'example username'));
define('DB_PASSWORD', from_environment('WORDPRESS_DB_PASSWORD', 'example password'));
define('DB_HOST', from_environment('WORDPRESS_DB_HOST', 'mysql'));
define('DB_CHARSET', from_environment('WORDPRESS_DB_CHARSET', 'utf8'));
define('DB_COLLATE', from_environment('WORDPRESS_DB_COLLATE', ''));
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $use) {
    foreach (['KEY', 'SALT'] as $kind) {
        define("{$use}_{$kind}", from_environment("WORDPRESS_{$use}_{$kind}", 'put your unique phrase here'));
    }
}
$table_prefix = from_environment('WORDPRESS_TABLE_PREFIX', 'wp_');
define('WP_DEBUG', (bool) from_environment('WORDPRESS_DEBUG', ''));
if (str_contains($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '', 'https')) {
    $_SERVER['HTTPS'] = 'on';
}
eval(from_environment('WORDPRESS_CONFIG_EXTRA', ''));
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
