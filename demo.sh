#!/usr/bin/env bash
# Stands the testbed up on this machine, lets two real senders mail it, and prints who honours MTA-STS and why.
# Usage: ./demo.sh [--keep]     --keep leaves everything running and tells how to go on.
set -euo pipefail
cd "$(dirname "$0")"

keep=no
case "${1:-}" in
    "") ;;
    --keep) keep=yes ;;
    *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac

say() { printf '\n== %s\n' "$*"; }
audit() { dotnet audit/bin/Release/net10.0/audit.dll "$@"; }

work=$(mktemp -d)
export DOCKERD_PID_FILE="$work/dockerd.pid"
runs=()

leave_nothing_behind() {
    local outcome=$?
    trap - EXIT INT TERM
    for run in "${runs[@]}"; do kill "$run" 2>/dev/null || true; done
    if [ "$keep" = no ] || [ $outcome -ne 0 ]; then
        audit local down --volumes >"$work/down.log" 2>&1 || tail -n 20 "$work/down.log" >&2
        [ -s "$DOCKERD_PID_FILE" ] && kill "$(cat "$DOCKERD_PID_FILE")" 2>/dev/null
    fi
    rm -rf "$work"
    exit $outcome
}
trap leave_nothing_behind EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

command -v dotnet >/dev/null || { echo "Missing: the .NET SDK 10 (https://dotnet.microsoft.com/download)." >&2; exit 2; }
say "Building the command line"
dotnet build audit -c Release --nologo -v quiet

say "The testbed"
audit local up --settle 3 --retry-window 120

say "Two senders"
audit zoo up --senders postfix-sts,postfix-plain --releases bookworm

say "An audit of each"
declare -A token address=([postfix-sts]=10.78.10.25 [postfix-plain]=10.78.20.25)
for sender in postfix-sts postfix-plain; do
    token[$sender]=$(cat /proc/sys/kernel/random/uuid)
    audit run --token "${token[$sender]}" --send-via "smtp://${address[$sender]}:25" --from "postmaster@$sender.test" \
        --suite standard --timeout 2m >"$work/$sender.log" 2>&1 &
    runs+=($!)
    tail -n +1 -F --pid=$! "$work/$sender.log" 2>/dev/null | sed -u "s/^/$(printf '%-14s' "$sender")/" | grep --line-buffered -E '^[a-z-]+ +[0-9:]{8} ' &
    runs+=($!)
done
for run in "${runs[@]}"; do wait "$run" || true; done
runs=()

if [ "$keep" = yes ]; then
    say "All of it stays up: the addresses, the API and how to mail by hand stand above"
    echo "The senders relay for this machine: smtp://10.78.10.25:25 and smtp://10.78.20.25:25."
    echo "To take it down: dotnet run --project audit -- local down --volumes"
fi

say "Who honours MTA-STS"
audit table "${token[postfix-sts]}=postfix-sts" "${token[postfix-plain]}=postfix-plain" | tee "$work/table"

# Whoever reads on must be able to rely on the last two lines.
if [ "$(tail -n 2 "$work/table")" != $'postfix-sts: Full support\npostfix-plain: No support' ]; then
    # Why comes last, where a build server's log keeps it.
    {
        tail -n 4 "$work"/postfix-*.log
        docker ps -q --filter label=com.docker.compose.project=mta-sts-audit --filter label=com.docker.compose.service=collector | xargs -r -n 1 docker logs --tail 40 2>&1
        grep -A 4 -E '^postfix-(sts|plain): ' "$work/table" | cut -c -1000
        echo "This is not what these senders do."
    } >&2
    exit 1
fi
