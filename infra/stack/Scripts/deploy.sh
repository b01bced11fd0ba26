#!/usr/bin/env bash
# Takes a bundle, a gzipped tar archive in base64 from standard input, into use on this host, and waits until it runs.
# What is large in it has been uploaded before: its file "archives" says what, a SHA-256 and a folder a line.
# What has not changed goes on running; evidence is in a volume that no deployment touches.
set -euo pipefail
umask 022
export LC_ALL=C
root=${MTA_STS_AUDIT_ROOT:-/opt/mta-sts-audit}
project=${MTA_STS_AUDIT_PROJECT:-mta-sts-audit}
patience=${MTA_STS_AUDIT_PATIENCE:-240}
# Of who logged on, who may not be root.
home=$(getent passwd "${SUDO_USER:-root}" | cut -d: -f6)
uploads=${MTA_STS_AUDIT_UPLOADS:-$home/mta-sts-audit}
pauses=${MTA_STS_AUDIT_PAUSES:-15 60}

# What is wrong comes first, then what tells more of it.
fail() {
    printf '%s\n' "$1" >&2
    if [ $# -gt 1 ]; then tail -n 40 "$2" >&2; fi
    exit 1
}

# Only root looks in: keys are readable below, since the collector in its container is not root.
install -d -m 0700 "$root"
cd "$root"
exec 9>lock
flock 9

rm -rf incoming
mkdir incoming
base64 -d | tar -xz -p --no-same-owner -C incoming
[ -f incoming/compose.yml ] || fail "The bundle has no compose.yml; nothing was changed."

# By its content and not as it is compressed, which differs from machine to machine.
touch incoming/archives
while read -r sum folder; do
    archive=$uploads/$sum.tar.gz
    found=$(gzip -dc "$archive" 2>/dev/null | sha256sum) || found=
    [ "${found%% *}" = "$sum" ] ||
        fail "The upload for $folder is not here or not whole ($archive), so nothing was changed: 'pulumi up --replace' with the URN of its copy brings it again."
    mkdir -p "incoming/$folder"
    tar -xz -p --no-same-owner -C "incoming/$folder" -f "$archive"
done <incoming/archives

# Containers that go on running have folders of the bundle mounted. So folders stay, and each file is replaced by renaming:
# whoever reads it gets the old one or the new one, whole. The list is what to keep when the rest is removed below.
mkdir -p bundle
find incoming -mindepth 1 -printf '%P\n' | sort >keep
find incoming -mindepth 1 -type d -printf '%P\n' | while IFS= read -r folder; do
    mkdir -p "bundle/$folder"
done
find incoming -type f -printf '%P\n' | while IFS= read -r file; do
    mv -fT "incoming/$file" "bundle/$file"
done
rm -rf incoming

compose() {
    if docker compose version >/dev/null 2>&1; then
        docker compose --project-name "$project" "$@"
    else
        docker-compose --project-name "$project" "$@"
    fi
}

cd bundle
# A registry or mirror that is asked too often, or is away, answers again after a while; what is wrong in an image stays wrong.
for pause in $pauses ''; do
    if compose build >../build.log 2>&1; then break; fi
    if [ -z "$pause" ] || ! grep -Eqi 'toomanyrequests|too many requests|rate limit|timed? ?out|temporary failure|connection re(set|fused)|service unavailable|bad gateway|unexpected eof' ../build.log; then
        fail "An image could not be built." ../build.log
    fi
    sleep "$pause"
done
compose up -d --no-build --remove-orphans >../up.log 2>&1 || fail "The services could not be started." ../up.log

# Whether a container runs, and its own health check succeeds now: the engine looks every half minute only.
is_well() {
    [ "$(docker inspect --format '{{.State.Status}}' "$1")" = running ] || return 1
    local check
    mapfile -d '' -t check < <(docker inspect --format '{{with .Config.Healthcheck}}{{range .Test}}{{.}}{{printf "\x00"}}{{end}}{{end}}' "$1")
    unset 'check[-1]'
    case ${check[0]:-NONE} in
        CMD) timeout 10 docker exec "$1" "${check[@]:1}" ;;
        CMD-SHELL) timeout 10 docker exec "$1" sh -c "${check[1]}" ;;
    esac </dev/null >/dev/null 2>&1
}

mapfile -t left < <(compose ps -a -q)
[ "${#left[@]}" -gt 0 ] || fail "The bundle has started no service."
deadline=$((SECONDS + patience))
while :; do
    for index in "${!left[@]}"; do
        if is_well "${left[index]}"; then unset "left[index]"; fi
    done
    [ "${#left[@]}" -gt 0 ] || break
    if [ "$SECONDS" -ge "$deadline" ]; then
        echo "Not healthy after $patience seconds:" >&2
        for id in "${left[@]}"; do
            docker inspect --format '{{slice .Name 1}}: {{.State.Status}}. It said:' "$id" >&2
            docker logs --tail 20 "$id" >&2 2>&1 </dev/null || true
        done
        exit 1
    fi
    sleep 1
done

# Only now: until here, a container of the last deployment may have had them in use.
find . -mindepth 1 -printf '%P\n' | sort | comm -23 - ../keep | sort -r | while IFS= read -r gone; do
    if [ -d "$gone" ]; then rmdir "$gone"; else rm -f "$gone"; fi
done
for archive in "$uploads"/*.tar.gz; do
    [ ! -e "$archive" ] || grep -q "^$(basename "$archive" .tar.gz) " archives || rm -f "$archive"
done
docker image prune -f --filter label=mta-sts-audit.image >/dev/null
compose ps
