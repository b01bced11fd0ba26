#!/usr/bin/env bash
# Starts a sender. SENDER_NAME names it, SENDER_IPV6 is the address it sends from, MTA_STS=yes has it honour policies,
# /local-ca/trusted.pem is the CA it trusts.
set -euo pipefail

interface=$(ip -o -6 addr show scope global | awk 'NR == 1 { print $2 }')
ip -6 addr flush dev "$interface" scope global
ip -6 addr add "$SENDER_IPV6/32" dev "$interface" nodad

# As update-ca-certificates does it, in a moment instead of half a minute: one link by hash, one entry in the bundle.
ln -sf /local-ca/trusted.pem "/etc/ssl/certs/$(openssl x509 -noout -subject_hash -in /local-ca/trusted.pem).0"
cat /local-ca/trusted.pem >>/etc/ssl/certs/ca-certificates.crt
# No chroot: there the resolver's settings and the CA would have to be copied to.
postconf -F '*/*/chroot = n'
postconf -e "myhostname = mx.$SENDER_NAME.rig.test" "mydomain = $SENDER_NAME.rig.test"

if [ "${MTA_STS:-no}" = yes ]; then
    mta-sts-daemon -c /etc/mta-sts-daemon.yml &
    postconf -e 'smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix'
    until (exec 3<>/dev/tcp/127.0.0.1/8461) 2>/dev/null; do sleep 0.1; done
fi
postfix start-fg &

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
