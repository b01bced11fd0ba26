#!/usr/bin/env bash
# Starts a sender. SENDER_NAME names it, SENDER_IPV6 is the address it sends from, /local-ca/trusted.pem is the CA it trusts.
# What is peculiar to the mail server is in its own /sender/start.sh, which stays in the foreground.
set -euo pipefail

interface=$(ip -o -6 addr show scope global | awk 'NR == 1 { print $2 }')
ip -6 addr flush dev "$interface" scope global
ip -6 addr add "$SENDER_IPV6/32" dev "$interface" nodad

# As update-ca-certificates does it, in a moment instead of half a minute: one link by hash, one entry in the bundle.
ln -sf /local-ca/trusted.pem "/etc/ssl/certs/$(openssl x509 -noout -subject_hash -in /local-ca/trusted.pem).0"
cat /local-ca/trusted.pem >>/etc/ssl/certs/ca-certificates.crt

export SENDER_DOMAIN=$SENDER_NAME.test SENDER_HOST=mx.$SENDER_NAME.test
# The machine that runs the testbed: each sender relays for it alone.
export AUDITOR_IPV4=10.78.0.1 AUDITOR_IPV6=fd7a:5c1e::1
exec /sender/start.sh
