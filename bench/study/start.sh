#!/bin/bash
# The database first, then Postfix in the foreground.
set -e
pg_ctlcluster 15 main start
su postgres -c "psql -q -c 'CREATE ROLE study LOGIN' -c 'CREATE DATABASE study OWNER study'"
# What the first message would make; two first ones at a time would both try.
su study -s /bin/sh -c "psql -q -d study" <<SQL
CREATE TABLE message (id BIGSERIAL PRIMARY KEY, service TEXT, at TIMESTAMPTZ, sender TEXT, recipient TEXT, client TEXT);
CREATE TABLE line (id BIGSERIAL PRIMARY KEY, service TEXT, at TIMESTAMPTZ, text TEXT);
CREATE INDEX line_at ON line (at);
SQL
exec postfix start-fg
