#!/usr/bin/env bash
# Readies a host of the operator's own, as root, as often as it is run. Its input: "collector yes" where the collector will run, a line
# "address A" for each address that a receiver will have, "--", and the script that takes everything away again.
# What it adds to the host it notes, so that no more than that is taken away. It touches neither the packet filter nor SSH.
# The last line of its output is the host's memory in MiB.
set -euo pipefail
umask 022
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
root=${MTA_STS_AUDIT_ROOT:-/opt/mta-sts-audit}
project=${MTA_STS_AUDIT_PROJECT:-mta-sts-audit}
sysctl=${MTA_STS_AUDIT_SYSCTL:-/etc/sysctl.d/60-mta-sts-audit.conf}
port_start=/proc/sys/net/ipv4/ip_unprivileged_port_start
patience=${MTA_STS_AUDIT_PATIENCE:-60}

# What is wrong comes first, then what tells more of it.
fail() {
    printf '%s\n' "$1" >&2
    if [ $# -gt 1 ]; then tail -n 20 "$2" >&2; fi
    exit 1
}

collector='' addresses=()
while read -r word value; do
    case $word in
        collector) collector=$value ;;
        address) addresses+=("$value") ;;
        --) break ;;
        *) fail "The input has the line '$word $value', which means nothing here; nothing was changed." ;;
    esac
done

[ "$(id -u)" = 0 ] || fail "This user is not root; nothing was changed. Allowed: root, or a user with sudo and no password."
[ -z "$collector" ] || [ "$(uname -m)" = x86_64 ] || fail "The host of the collector is of $(uname -m); nothing was changed. Allowed: x86_64."
install -d -m 0700 "$root"
cd "$root"
exec 9>prepare.lock
flock 9
cat >remove.sh.new
mv -f remove.sh.new remove.sh

compose() { docker compose version >/dev/null 2>&1 || docker-compose version >/dev/null 2>&1; }

# Which of these packages there is first; none of them is nothing.
first_of() {
    local package
    for package in "$@"; do
        if [ -n "$(apt-cache madison "$package")" ]; then echo "$package"; return; fi
    done
}

installed() { dpkg-query -W -f '${Package} ${db:Status-Status}\n' | sed -n 's/ installed$//p' | sort -u; }

missing=()
command -v ip >/dev/null && command -v ss >/dev/null || missing+=(iproute2)
command -v docker >/dev/null || missing+=(engine)
compose || missing+=(compose)
if [ "${#missing[@]}" -gt 0 ]; then
    command -v apt-get >/dev/null || fail "The host lacks ${missing[*]}, and has no apt-get to install it with: install Docker with compose there, and run 'pulumi up' again."
    apt-get -o DPkg::Lock::Timeout=300 update >apt.log 2>&1 || fail "apt-get update failed on the host." apt.log
    packages=()
    for one in "${missing[@]}"; do
        case $one in
            engine) for part in docker.io docker-cli docker-buildx; do mapfile -t -O "${#packages[@]}" packages < <(first_of "$part"); done ;;
            compose) mapfile -t -O "${#packages[@]}" packages < <(first_of docker-compose-plugin docker-compose-v2 docker-compose) ;;
            *) packages+=("$one") ;;
        esac
    done
    [ -d /var/lib/docker ] || touch had-no-engine
    installed >before
    # Noted even when it fails half-way.
    note() { installed | comm -13 before - >>packages; }
    trap note EXIT
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends ca-certificates "${packages[@]}" >>apt.log 2>&1 || fail "apt-get could not install ${packages[*]} on the host." apt.log
    trap - EXIT
    note
fi
compose || fail "The host has no compose, and none could be installed: 'docker compose version' and 'docker-compose version' fail there."
deadline=$((SECONDS + patience))
until docker info >docker.log 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || fail "The host's container engine does not answer." docker.log
    sleep 1
done
[ -e images-before ] || docker image ls --format '{{.Repository}}:{{.Tag}}' >images-before

mapfile -t has < <(ip -o address show | awk '{ sub(/\/.*/, "", $4); print $4 }')
for address in "${addresses[@]}"; do
    printf '%s\n' "${has[@]}" | grep -xF -- "$address" >/dev/null || fail "The host does not have the address $address; it has: ${has[*]}"
done

# Containers of that name which this stack did not start would be taken for its own: a local testbed has the same.
if [ ! -e bundle/compose.yml ] && [ -n "$(docker ps -aq --filter "label=com.docker.compose.project=$project"; docker volume ls -q --filter "label=com.docker.compose.project=$project")" ]; then
    fail "The host has containers or volumes of a compose project $project that this stack did not make, a local testbed perhaps; nothing was deployed. Take them down first ('audit local down --volumes')."
fi

# Who listens already, where nothing of this testbed does yet.
refuse_taken() {
    local port=$1 taken
    shift
    while read -r _ _ _ taken _ process; do
        taken=${taken%:*} taken=${taken#[} taken=${taken%]}
        for address in '*' 0.0.0.0 :: "$@"; do
            [ "${taken%%%*}" != "$address" ] || fail "Port $port of the host at $taken is taken already, by ${process:-another program}; nothing was deployed. Stop it, or leave that address out."
        done
    done < <(ss -Hltnp "sport = :$port")
}
if [ ! -e bundle/compose.yml ]; then
    refuse_taken 25 "${addresses[@]}"
    if [ -n "$collector" ]; then
        refuse_taken 443 "${has[@]}"
        refuse_taken 8080 127.0.0.1
    fi
fi

# The collector is no root and serves port 443 on the host's own network.
if [ -n "$collector" ] && [ "$(cat "$port_start")" -gt 443 ]; then
    [ -s port-start ] || cat "$port_start" >port-start
    echo "net.ipv4.ip_unprivileged_port_start = 443" >"$sysctl"
    echo 443 >"$port_start"
fi
awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo
