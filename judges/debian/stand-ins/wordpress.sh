#!/bin/sh
# Stands in for the entrypoint of the image wordpress, Apache's variant, in a folder that holds WordPress already.
set -eu
cd /var/www/html
[ -s wp-config.php ] || cp wp-config-docker.php wp-config.php
export APACHE_RUN_USER=www-data APACHE_RUN_GROUP=www-data APACHE_LOG_DIR=/var/log/apache2
export APACHE_RUN_DIR=/var/run/apache2 APACHE_PID_FILE=/var/run/apache2/apache2.pid APACHE_LOCK_DIR=/var/lock/apache2
mkdir -p "$APACHE_RUN_DIR" "$APACHE_LOCK_DIR"
rm -f "$APACHE_PID_FILE"
exec apache2 -DFOREGROUND "$@"
