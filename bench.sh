#!/usr/bin/env bash
# Measures the testbed on this machine, each figure beside what it is compared with in the same run. Takes about twelve minutes.
# Usage: ./bench.sh [--quick] [--rows N] [--markdown FILE] [--only PART...]     The last lines are "name value".
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
export DOCKERD_PID_FILE="$work/dockerd.pid" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
finish() {
    [ -s "$DOCKERD_PID_FILE" ] && kill "$(cat "$DOCKERD_PID_FILE")" 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT
command -v dotnet >/dev/null || { echo "Missing: the .NET SDK 10 (https://dotnet.microsoft.com/download)." >&2; exit 2; }
dotnet build bench -c Release --nologo -v quiet
dotnet bench/bin/Release/net10.0/MtaStsAudit.Bench.dll "$@"
