#!/usr/bin/env bash
# Takes away what the testbed put on this host, the evidence included, and nothing else.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
root=${MTA_STS_AUDIT_ROOT:-/opt/mta-sts-audit}
project=${MTA_STS_AUDIT_PROJECT:-mta-sts-audit}
sysctl=${MTA_STS_AUDIT_SYSCTL:-/etc/sysctl.d/60-mta-sts-audit.conf}
engine=${MTA_STS_AUDIT_ENGINE:-/var/lib/docker}
home=$(getent passwd "${SUDO_USER:-root}" | cut -d: -f6)
uploads=${MTA_STS_AUDIT_UPLOADS:-$home/mta-sts-audit}

# What was installed for the testbed goes, unless another package or container has come to need it.
take_packages() {
    local packages others
    mapfile -t packages < <(sort -u packages)
    if [ -e had-no-engine ] && docker info >/dev/null 2>&1 && [ -n "$(docker ps -aq; docker volume ls -q)" ]; then
        echo "These packages were installed for the testbed and stay, since the container engine has other containers or volumes: ${packages[*]}"
        return
    fi
    others=$(apt-get -s purge "${packages[@]}" 2>/dev/null | sed -n 's/^\(Purg\|Remv\) \([^ ]*\).*/\2/p' | sort -u | comm -23 - <(printf '%s\n' "${packages[@]}"))
    if [ -n "$others" ]; then
        echo "These packages were installed for the testbed and stay, since others need them ($(tr '\n' ' ' <<<"$others")): ${packages[*]}"
        return
    fi
    apt-get -o DPkg::Lock::Timeout=300 purge -y "${packages[@]}" >apt.log 2>&1 ||
        { echo "apt-get could not take away what was installed:" >&2; tail -n 20 apt.log >&2; exit 1; }
    if [ -e had-no-engine ]; then
        rm -rf "$engine" "${engine%docker}containerd"
        # Docker's bridge outlives it.
        if [ "$engine" = /var/lib/docker ]; then ip link delete docker0 2>/dev/null || true; fi
    fi
}

# The program is read as a whole before it deletes itself.
main() {
    cd "$root"
    exec 9>lock
    flock 9
    local label="label=com.docker.compose.project=$project" images=()
    # Where nothing was deployed, what has the name of the project is not this testbed's.
    if [ -e bundle/compose.yml ] && docker info >/dev/null 2>&1; then
        docker ps -aq --filter "$label" | xargs -r docker rm -f >/dev/null
        docker volume ls -q --filter "$label" | xargs -r docker volume rm >/dev/null
        docker network ls -q --filter "$label" | xargs -r docker network rm >/dev/null
        # The images, then what they were built on, where it was not there before. What is in use elsewhere stays.
        mapfile -t images < <(sed -n 's/^ *image: //p' bundle/compose.yml | sort -u; sed -n 's/^FROM //p' bundle/images/*/Dockerfile 2>/dev/null | sort -u)
        for image in "${images[@]}"; do
            if ! grep -qxF -- "$image" images-before && ! grep -qxF -- "$image:latest" images-before; then docker image rm "$image" >/dev/null 2>&1 || true; fi
        done
        docker image prune -f --filter label=mta-sts-audit.image >/dev/null
    fi
    if [ -s port-start ]; then
        cat port-start >/proc/sys/net/ipv4/ip_unprivileged_port_start
        rm -f "$sysctl"
    fi
    if [ -s packages ]; then
        take_packages
    fi
    cd /
    rm -rf "$root" "$uploads"
    echo "Nothing of the testbed is left on this host."
    exit
}
main </dev/null
