#!/usr/bin/env bash
# Runs rsyslog and Postfix. When either ends, the container ends, and is started anew.
set -euo pipefail

mkdir -p /run/rsyslog
rsyslogd -n -i /run/rsyslog/pid -f /etc/postfix/rsyslog.conf &
for _ in $(seq 1 100); do [ -S /run/rsyslog/log ] && break; sleep 0.05; done
ln -sf /run/rsyslog/log /dev/log

# The spool is empty at each start: nothing is ever queued.
install -d -o postfix /var/lib/postfix
install -d -m 0755 /var/spool/postfix/pid
postfix start-fg &

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
