#!/bin/bash
# The database first, then Postfix in the foreground.
set -e
pg_ctlcluster 15 main start
su postgres -c "psql -q -c \"CREATE ROLE study LOGIN PASSWORD 'study'\" -c 'CREATE DATABASE study OWNER study'"
# What the first message would make; two first ones at a time would both try.
su study -s /bin/sh -c "psql -q -d study" <<SQL
CREATE TABLE line (id BIGSERIAL PRIMARY KEY, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ, deleted_at TIMESTAMPTZ,
    token TEXT, service TEXT, text TEXT, is_public BOOLEAN);
CREATE INDEX line_deleted_at ON line (deleted_at);
SQL
exec postfix start-fg
