#!/usr/bin/env bash
# chasquid, which has MTA-STS built in. It relays for those only who have a password: msmtpd takes the mail and hands it in.
set -euo pipefail

mkdir -p "/etc/chasquid/domains/$SENDER_DOMAIN" "/etc/chasquid/certs/$SENDER_HOST"
cd "/etc/chasquid/certs/$SENDER_HOST"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=$SENDER_HOST" \
    -keyout privkey.pem -out fullchain.pem 2>/dev/null
cat >/etc/chasquid/chasquid.conf <<EOF
hostname: "$SENDER_HOST"
smtp_address: "127.0.0.1:2525"
submission_address: "127.0.0.1:587"
mail_log_path: "<stdout>"
EOF
chasquid-util user-add "postmaster@$SENDER_DOMAIN" --password=zoo >/dev/null

cat >/etc/msmtprc <<EOF
account default
host 127.0.0.1
port 587
auth plain
tls on
tls_certcheck off
user postmaster@$SENDER_DOMAIN
password zoo
EOF

chasquid &
until (exec 3<>/dev/tcp/127.0.0.1/587) 2>/dev/null; do sleep 0.1; done
msmtpd --interface=0.0.0.0 --command='msmtp -f %F --' &

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
