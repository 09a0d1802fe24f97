#!/bin/sh
# Stands in for the entrypoint of the image mariadb: makes the database and its accounts where there is none yet.
set -eu
[ -d /var/lib/mysql/mysql ] && exec mariadbd "$@"
mariadb-install-db --datadir=/var/lib/mysql --auth-root-authentication-method=normal --skip-test-db >/dev/null
cat >/tmp/first.sql <<SQL
ALTER USER root@localhost IDENTIFIED BY '$(cat "$MARIADB_ROOT_PASSWORD_FILE")';
CREATE DATABASE $MARIADB_DATABASE;
CREATE USER $MARIADB_USER@'%' IDENTIFIED BY '$(cat "$MARIADB_PASSWORD_FILE")';
GRANT ALL ON $MARIADB_DATABASE.* TO $MARIADB_USER@'%';
SQL
exec mariadbd "$@" --init-file=/tmp/first.sql
