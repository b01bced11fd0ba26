#!/usr/bin/env bash
# Runs at each boot of a droplet, as root. DigitalOcean routes 16 IPv6 addresses to a droplet and configures one of them:
# the others are added here. What is sent to a reserved IPv4 address arrives at the droplet's anchor address, which is noted
# for the deployment; a droplet has one from its first boot on, whether or not an address is reserved. Both stay the same for
# a droplet's life: what was noted holds where the metadata service does not answer.
set -euo pipefail
metadata=${METADATA:-http://169.254.169.254/metadata/v1}
notes=${NOTES:-/var/lib/mta-sts-audit}

attempts=${ATTEMPTS:-15}

# $1: what is asked for. $2: the note with what was answered before.
ask() {
    curl -fsS --connect-timeout 2 --max-time 10 --retry "$attempts" --retry-all-errors --retry-delay 1 "$metadata/interfaces/public/0/$1" ||
        { [ -s "$notes/$2" ] && cat "$notes/$2"; } ||
        { echo "The metadata service does not tell the droplet's $1, and nothing was noted before." >&2; return 1; }
}
own=$(ask ipv6/address own)
anchor=$(ask anchor_ipv4/address anchor)

# The first line is the droplet's own address in the form that ip prints; then come the others of its /124 but the block's first.
mapfile -t addresses < <(python3 -c '
import ipaddress, sys
own = ipaddress.IPv6Address(sys.argv[1])
block = int(own) & ~15
print(own)
for address in range(block + 1, block + 16):
    if address != int(own):
        print(ipaddress.IPv6Address(address))
' "$own")

device=$(ip -o -6 address show scope global | awk -v own="${addresses[0]}" '{ sub(/\/.*/, "", $4); if ($4 == own) { print $2; exit } }')
[ -n "$device" ] || { echo "No interface has the droplet's own address ${addresses[0]}." >&2; exit 1; }
for address in "${addresses[@]:1}"; do
    # Never a source of the droplet's own connections: what it asks for comes from its own address.
    ip -6 address replace "$address/128" dev "$device" preferred_lft 0 nodad
done

install -d -m 0755 "$notes"
note() {
    printf '%s\n' "$2" >"$notes/$1.new"
    mv -f "$notes/$1.new" "$notes/$1"
}
note own "$own"
note anchor "$anchor"
