#!/usr/bin/env bash
# Sets up what a script of this project needs: Debian packages, and a running container engine.
# Usage: prerequisites.sh COMMAND=PACKAGE ...   (installs PACKAGE where COMMAND is missing)
# Prints nothing when all is there. A daemon started here writes its process id to $DOCKERD_PID_FILE, so that the caller can end it.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# A machine may have the client and no engine.
docker info >/dev/null 2>&1 || set -- dockerd=docker.io "$@"

missing=()
for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing+=("${pair#*=}")
done

if [ "${#missing[@]}" -gt 0 ]; then
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
        say "Missing: ${missing[*]} (Debian's package names). Install them, or run this on Debian as root."
        exit 2
    fi
    say "Installing from Debian: ${missing[*]}"
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        say "Debian's packages could not be installed."
        exit 2
    fi
    rm -f "$log"
fi

docker info >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -ne 0 ]; then
    say "The container engine does not answer. Start it, or join the group that may use it."
    exit 2
fi

say "Starting the container engine"
if [ -d /run/systemd/system ]; then
    systemctl start docker
else
    setsid dockerd >/var/log/dockerd.log 2>&1 </dev/null &
    echo $! >"${DOCKERD_PID_FILE:-/dev/null}"
fi
for _ in $(seq 1 150); do
    docker info >/dev/null 2>&1 && exit 0
    sleep 0.2
done
say "The container engine did not start:"
tail -n 20 /var/log/dockerd.log >&2
exit 2
