#!/bin/sh
# Run in the root of its own, once: what the images wordpress and mariadb have otherwise than Debian's packages.
set -eu
a2enmod -q rewrite expires remoteip
# The images log to the container's own output.
ln -sf /dev/stdout /var/log/apache2/access.log
ln -sf /dev/stdout /var/log/apache2/other_vhosts_access.log
ln -sf /dev/stderr /var/log/apache2/error.log
chmod 1777 /var/log/apache2
mkdir -p /usr/src /usr/local/etc/php/conf.d
cp -RL /usr/share/wordpress /usr/src/wordpress
cp /stand-ins/wp-config-docker.php /usr/src/wordpress/
rm /usr/src/wordpress/wp-config.php
# A database that other pods reach, as whatever user the pod has.
sed -i 's/^\(bind-address\|user\)/#\1/' /etc/mysql/mariadb.conf.d/50-server.cnf
rm -rf /var/lib/mysql/*
rm -rf /var/cache/apt /var/lib/apt/lists /usr/share/doc /usr/share/man /usr/share/locale
