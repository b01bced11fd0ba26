#!/usr/bin/env bash
# Healthy is who listens for every service. To connect would be a session at the collector; the kernel tells without.
set -euo pipefail
while read -r port; do
    grep -Eq "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$port") 0+:0000 0A " /proc/net/tcp /proc/net/tcp6
done < <(sed -n 's/^accept = .*:\([0-9]*\)$/\1/p' /etc/stunnel/stunnel.conf)
