#!/usr/bin/env bash
# Postfix. MTA_STS=yes has it honour policies; SETTINGS are further ones of main.cf, separated by blanks.
set -euo pipefail

cp /sender/main.cf /etc/postfix/main.cf
# No chroot: there the resolver's settings and the CA would have to be copied to.
postconf -F '*/*/chroot = n'
# shellcheck disable=SC2086
postconf -e "myhostname = $SENDER_HOST" "mydomain = $SENDER_DOMAIN" ${SETTINGS:-}

if [ "${MTA_STS:-no}" = yes ]; then
    mta-sts-daemon -c /sender/mta-sts-daemon.yml &
    postconf -e 'smtp_tls_policy_maps = socketmap:inet:127.0.0.1:8461:postfix'
    until (exec 3<>/dev/tcp/127.0.0.1/8461) 2>/dev/null; do sleep 0.1; done
fi
postfix start-fg &

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
