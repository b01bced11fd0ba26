#!/usr/bin/env bash
# Writes a backup of a running testbed's evidence to standard output. Run it where the testbed's containers are:
#   scripts/backup.sh >evidence.db
#   ssh root@HOST bash -s <scripts/backup.sh >evidence.db
set -euo pipefail
collector=$(docker ps -q --filter label=com.docker.compose.project=mta-sts-audit --filter label=com.docker.compose.service=collector)
[ -n "$collector" ] || { echo "No collector runs here." >&2; exit 2; }
docker exec "$collector" dotnet /app/MtaStsAudit.Collector.dll backup </dev/null
