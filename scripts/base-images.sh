#!/usr/bin/env bash
# Makes the base images available: present, else pulled, else a stand-in of the same name built on this machine.
# A stand-in of debian:bookworm-slim comes from debootstrap; one of the .NET runtime is that plus the installed shared frameworks.
# Usage: base-images.sh              what the testbed's images are built from
#        base-images.sh RELEASE ...  Debian's releases alone, such as trixie: what senders are built from
set -euo pipefail

debian=debian:bookworm-slim
dotnet_runtime=mcr.microsoft.com/dotnet/aspnet:10.0

say() { printf '%s\n' "$*" >&2; }
present() { docker image inspect "$1" >/dev/null 2>&1; }
pulled() { say "Pulling $1"; timeout 120 docker pull -q "$1" >/dev/null 2>&1; }

# Whoever reaches the registries through a CA of their own needs it in the image as well.
copy_local_cas() {
    mkdir -p "$1/usr/local/share/ca-certificates"
    cp -f /usr/local/share/ca-certificates/*.crt "$1/usr/local/share/ca-certificates/" 2>/dev/null || true
    chroot "$1" update-ca-certificates >/dev/null 2>&1
}

debian_stand_in() {
    local release
    release=${1#debian:}
    release=${release%-slim}
    bash "$(dirname "$0")/prerequisites.sh" debootstrap=debootstrap || { say "$1 cannot be pulled. Install debootstrap to build a stand-in."; exit 2; }
    say "Not to be had: building a stand-in for $1 (half a minute)"
    local root
    root=$(mktemp -d)
    # A debootstrap that is older than the release does not know its name; Debian's releases are all made by one script, that of sid.
    debootstrap --variant=minbase --include=ca-certificates "$release" "$root" http://deb.debian.org/debian sid >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 2; }
    printf 'deb http://deb.debian.org/debian-security %s-security main\n' "$release" >"$root/etc/apt/sources.list.d/security.list"
    copy_local_cas "$root"
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}/*
    tar -C "$root" -c . | docker import --change 'CMD ["bash"]' - "$1" >/dev/null
    rm -rf "$root" "$root.log"
}

dotnet_stand_in() {
    local home context
    home=$(dirname "$(readlink -f "$(command -v dotnet)")")
    [ -d "$home/shared/Microsoft.AspNetCore.App" ] || { say "$1 cannot be pulled, and no ASP.NET Core runtime is installed to copy."; exit 2; }
    say "Not to be had: building a stand-in for $1 from the installed runtime"
    context=$(mktemp -d)
    mkdir -p "$context/dotnet/shared"
    cp -a "$home/dotnet" "$home/host" "$context/dotnet/"
    for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
        mkdir "$context/dotnet/shared/$framework"
        cp -a "$(find "$home/shared/$framework" -maxdepth 1 -name '10.*' | sort -V | tail -n 1)" "$context/dotnet/shared/$framework/"
    done
    cat >"$context/Dockerfile" <<EOF
FROM $debian
RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 libssl3 zlib1g && rm -rf /var/lib/apt/lists/*
COPY dotnet /usr/share/dotnet
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --no-create-home app
ENV APP_UID=1654 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 ASPNETCORE_HTTP_PORTS=8080
EOF
    docker build -q -t "$1" "$context" >/dev/null
    rm -rf "$context"
}

debian_image() { present "$1" || pulled "$1" || debian_stand_in "$1"; }

if [ $# -gt 0 ]; then
    for release in "$@"; do debian_image "debian:$release-slim"; done
    exit
fi
debian_image "$debian"
present "$dotnet_runtime" || pulled "$dotnet_runtime" || dotnet_stand_in "$dotnet_runtime"
