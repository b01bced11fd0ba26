#!/bin/sh
# A process and a database session a message: the schema is checked, the message and each of its lines become rows.
{
    cat <<SQL
\set QUIET on
SET client_min_messages = warning;
CREATE TABLE IF NOT EXISTS message (id BIGSERIAL PRIMARY KEY, service TEXT, at TIMESTAMPTZ, sender TEXT, recipient TEXT, client TEXT);
CREATE TABLE IF NOT EXISTS line (id BIGSERIAL PRIMARY KEY, service TEXT, at TIMESTAMPTZ, text TEXT);
CREATE INDEX IF NOT EXISTS line_at ON line (at);
INSERT INTO message (service, at, sender, recipient, client) VALUES ('postfix', now(), '$SENDER', '$ORIGINAL_RECIPIENT', '$CLIENT_ADDRESS');
SQL
    sed "s/'/''/g; s/.*/INSERT INTO line (service, at, text) VALUES ('postfix', now(), '&');/"
} | psql --no-psqlrc -q -v ON_ERROR_STOP=1 -h /var/run/postgresql -d study >/dev/null
