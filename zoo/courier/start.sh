#!/usr/bin/env bash
# Courier, which has MTA-STS built in.
set -euo pipefail

cd /etc/courier
echo "$SENDER_HOST" >me
echo "$SENDER_DOMAIN" >defaultdomain
printf '%s\tallow,RELAYCLIENT\n' "$AUDITOR_IPV4" >smtpaccess/default
# It writes IPv6 addresses with all their digits.
printf 'fd7a:5c1e:0000:0000:0000:0000:0000:0001\tallow,RELAYCLIENT\n' >>smtpaccess/default
# A real sender waits minutes between its tries, and minutes before it calls at a host that failed; the zoo need not.
echo 10s >retryalpha
echo 20 >retrybeta
echo 5s >esmtpdelay

install -d -o root -g courier -m 775 /run/courier
busybox syslogd -n -O - &
makesmtpaccess
makeacceptmailfor
makealiases
courierfilter start
courier start
esmtpd start

trap 'kill $(jobs -p) 2>/dev/null' TERM INT
wait -n
exit 1
