#!/usr/bin/env bash
# Healthy is who greets. From loopback, which is no evidence; receivers that share a host's ports have a loopback address each.
set -euo pipefail
exec 3<>"/dev/tcp/${HEALTH_ADDRESS:-127.0.0.1}/25"
IFS= read -r -t 4 greeting <&3
printf 'QUIT\r\n' >&3
[[ $greeting == 220* ]]
