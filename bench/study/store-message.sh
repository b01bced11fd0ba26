#!/bin/sh
# A process and a database session a message, as the study's program has them: a login with a password over TCP; the schema is
# checked (is the table there, with which columns, types, constraints and index?); the message and each of its lines become rows,
# each in a transaction of its own.
{
    cat <<SQL
SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name = 'line';
SELECT current_database();
SELECT c.column_name, c.is_nullable, c.udt_name, c.column_default, c.character_maximum_length, c.numeric_precision, c.datetime_precision, t.typlen
    FROM information_schema.columns c JOIN pg_type t ON t.typname = c.udt_name
    WHERE c.table_schema = current_schema() AND c.table_name = 'line';
SELECT * FROM line LIMIT 1;
SELECT k.constraint_name, k.constraint_type, u.column_name
    FROM information_schema.table_constraints k JOIN information_schema.constraint_column_usage u USING (constraint_schema, constraint_name)
    WHERE k.table_schema = current_schema() AND k.table_name = 'line' AND k.constraint_type IN ('PRIMARY KEY', 'UNIQUE');
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'line'::regclass AND attnum > 0 AND NOT attisdropped;
SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'line' AND indexname = 'line_deleted_at';
SQL
    {
        # The first row tells of the message: the benchmark counts it.
        echo "Message: $SENDER $ORIGINAL_RECIPIENT $CLIENT_ADDRESS $CLIENT_HELO $CLIENT_HOSTNAME $CLIENT_PROTOCOL"
        cat
    } | sed "s/'/''/g; s/.*/BEGIN; INSERT INTO line (created_at, updated_at, token, service, text, is_public) VALUES (now(), now(), '${ORIGINAL_RECIPIENT%@*}', 'postfix', '&', false) RETURNING id; COMMIT;/"
} | PGPASSWORD=study PGSSLMODE=disable psql --no-psqlrc -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U study -d study >/dev/null
