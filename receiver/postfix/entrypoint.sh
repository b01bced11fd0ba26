#!/usr/bin/env bash
# Runs rsyslog and Postfix. When either ends, the container ends, and is started anew.
set -euo pipefail

# A Postfix that is many receivers needs an address for each, where the engine gives a container one. The right to add them is gone
# before anything listens.
if [ -n "${ADDRESSES:-}" ]; then
    for address in $ADDRESSES; do ip address add "$address" dev eth0; done
    unset ADDRESSES
    exec setpriv --bounding-set=-net_admin,-setpcap -- "$0" "$@"
fi

mkdir -p /run/rsyslog
rsyslogd -n -i /run/rsyslog/pid -f /etc/postfix/rsyslog.conf &
for _ in $(seq 1 100); do [ -S /run/rsyslog/log ] && break; sleep 0.05; done
ln -sf /run/rsyslog/log /dev/log

# The spool is empty at each start: nothing is ever queued. Postfix's own way to furnish it looks through all that is installed, which
# takes most of a start; "quick-start" tells it that this is done.
install -d -o postfix /var/lib/postfix
cd /var/spool/postfix
install -d -m 0755 pid
install -d -m 0700 -o postfix active bounce corrupt defer deferred flush hold incoming private saved trace
install -d -m 0730 -o postfix -g postdrop maildrop
install -d -m 0710 -o postfix -g postdrop public
touch quick-start
postfix start-fg &

# A renewed certificate is taken up within seconds: a process that has the old one ends its session, and then itself.
while sleep 3; do
    now=$(cat /etc/postfix/certificate/*.pem /etc/postfix/certificates/*/*.pem 2>/dev/null | cksum) || true
    [ "$now" = "${seen:=$now}" ] || { seen=$now; postfix reload || true; }
done &

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
