#!/usr/bin/env bash
# Waits until a mail server greets at each of the given addresses; a minute at most.
# Usage: await-smtp.sh ADDRESS ...
set -euo pipefail

greets() {
    local greeting
    exec 3<>"/dev/tcp/$1/25" && IFS= read -r -t 5 greeting <&3 && printf 'QUIT\r\n' >&3 && [[ $greeting == 220* ]]
}

for address in "$@"; do
    tries=0
    until (greets "$address") 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || { echo "No mail server greets at $address." >&2; exit 2; }
        sleep 0.25
    done
done
