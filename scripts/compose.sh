#!/usr/bin/env bash
# docker compose: version 2, a plugin of the engine's client, where it is there; else the program of version 1.
set -euo pipefail
if docker compose version >/dev/null 2>&1; then
    exec docker compose "$@"
fi
exec docker-compose "$@"
