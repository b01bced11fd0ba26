#!/usr/bin/env bash
# Puts a backup from standard input in the place of a testbed's evidence. Meanwhile senders are told to come again.
#   scripts/restore.sh <evidence.db
#   ssh root@HOST "$(cat scripts/restore.sh)" <evidence.db
set -euo pipefail
collector=$(docker ps -aq --filter label=com.docker.compose.project=mta-sts-audit --filter label=com.docker.compose.service=collector)
[ -n "$collector" ] || { echo "There is no collector here." >&2; exit 2; }
# All of it first: the collector does not stand still for as long as a slow line takes. /tmp may be in memory.
backup=$(mktemp -p /var/tmp)
trap 'rm -f "$backup"' EXIT
cat >"$backup"
docker stop "$collector" </dev/null >/dev/null
trap 'rm -f "$backup"; docker start "$collector" </dev/null >/dev/null' EXIT
docker run --rm -i --network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges:true \
    --volumes-from "$collector" "$(docker inspect -f '{{.Image}}' "$collector")" restore <"$backup"
