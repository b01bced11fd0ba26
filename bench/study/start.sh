#!/bin/bash
# The database first, then Postfix in the foreground.
set -e
pg_ctlcluster 15 main start
su postgres -c "psql -q -c 'CREATE ROLE study LOGIN' -c 'CREATE DATABASE study OWNER study'"
exec postfix start-fg
