#!/usr/bin/env bash
# Waits until a new droplet is set up, and says what only the droplet knows: its anchor address, as the last line.
set -euo pipefail
notes=${MTA_STS_AUDIT_NOTES:-/var/lib/mta-sts-audit}

# The status is 2 after a warning that nothing depends on; what counts is checked below.
code=0
report=$(cloud-init status --wait --long 2>&1) || code=$?
if [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then
    printf '%s\n' "The droplet could not set itself up; cloud-init says:" "$report" >&2
    exit 1
fi
docker info >/dev/null 2>&1 || { echo "The droplet has no running container engine. cloud-init says: $report" >&2; exit 1; }
[ -s "$notes/anchor" ] || { echo "The droplet's addresses are not set up: see 'systemctl status extra-addresses' there." >&2; exit 1; }
cat "$notes/anchor"
