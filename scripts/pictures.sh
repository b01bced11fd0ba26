#!/usr/bin/env bash
# Makes the pictures of docs/pictures/ from real runs on this machine: an audit recorded in a terminal, an audit's page, and the matrix of
# the zoo from the results that are kept. Run it where no local testbed is up; it takes five minutes.
# Usage: scripts/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=$PWD/docs/pictures
mkdir -p "$pictures"
work=$(mktemp -d)

say() { printf '\n== %s\n' "$*"; }
audit() { dotnet "$PWD/audit/bin/Release/net10.0/audit.dll" "$@"; }
# Of what is on the internet nothing is looked at, so the sandbox may be left out, which root cannot have.
picture() { timeout 120 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --timeout=8000 --window-size="$1" --screenshot="$2" "$3" >"$work/chromium.log" 2>&1 || { tail "$work/chromium.log" >&2; exit 2; }; }

leave_nothing_behind() {
    local outcome=$?
    trap - EXIT
    audit local down --volumes >"$work/down.log" 2>&1 || tail "$work/down.log" >&2
    rm -rf "$work"
    exit $outcome
}

say "What it needs"
scripts/prerequisites.sh chromium=chromium asciinema=asciinema aha=aha docker=docker.io
dotnet build audit -c Release --nologo -v quiet
trap leave_nothing_behind EXIT

say "The testbed and two senders"
audit local up --settle 3 --retry-window 120
audit zoo up --senders postfix-sts,postfix-plain --releases bookworm

say "An audit, recorded"
strict=$(cat /proc/sys/kernel/random/uuid)
plain=$(cat /proc/sys/kernel/random/uuid)
# As a user types it, where the tool is installed.
mkdir "$work/bin"
printf '#!/bin/sh\nexec dotnet %q "$@"\n' "$PWD/audit/bin/Release/net10.0/audit.dll" >"$work/bin/audit"
chmod +x "$work/bin/audit"
PATH=$work/bin:$PATH TERM=xterm-256color asciinema rec --quiet --overwrite --cols 100 --rows 34 --idle-time-limit 2 --title "audit run" \
    --command "audit run --token $strict --send-via smtp://10.78.10.25:25 --from postmaster@postfix-sts.test" "$pictures/audit-run.cast"
audit run --token "$plain" --send-via smtp://10.78.20.25:25 --from postmaster@postfix-plain.test --suite standard --timeout 2m >/dev/null || true
audit run --token "$strict" --send-via smtp://10.78.10.25:25 --from postmaster@postfix-sts.test --suite standard --timeout 2m >/dev/null || true

say "The verdicts in a terminal"
script --quiet --return --command "stty cols 100 rows 40; exec dotnet $PWD/audit/bin/Release/net10.0/audit.dll table $strict=postfix-sts $plain=postfix-plain" /dev/null </dev/null |
    tr -d '\r' | sed -n '1,30p' >"$work/terminal.txt"
TERM=xterm-256color aha --black --title "audit table" <"$work/terminal.txt" | sed 's/<pre>/<pre style="font: 14px monospace; padding: 12px">/' >"$work/terminal.html"
picture 900,560 "$pictures/terminal.png" "file://$work/terminal.html"

say "An audit's page"
picture 1280,1400 "$pictures/audit-page.png" "http://10.78.0.80:8080/audits/$strict"

say "The matrix"
audit zoo show --svg "$pictures/zoo.svg" --markdown docs/zoo-results.md >/dev/null
ls -l "$pictures"
