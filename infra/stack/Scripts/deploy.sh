#!/usr/bin/env bash
# Takes a bundle, a gzipped tar archive in base64 from standard input, into use on this host, and waits until it runs.
# What has not changed goes on running; evidence is in a volume that no deployment touches.
set -euo pipefail
umask 022
export LC_ALL=C
root=${MTA_STS_AUDIT_ROOT:-/opt/mta-sts-audit}
project=${MTA_STS_AUDIT_PROJECT:-mta-sts-audit}
patience=${MTA_STS_AUDIT_PATIENCE:-240}

# Only root looks in: keys are readable below, since the collector in its container is not root.
install -d -m 0700 "$root"
cd "$root"
exec 9>lock
flock 9

rm -rf incoming
mkdir incoming
base64 -d | tar -xz -p --no-same-owner -C incoming
[ -f incoming/compose.yml ] || { echo "The bundle has no compose.yml; nothing was changed." >&2; exit 1; }

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
compose build >../build.log 2>&1 || { tail -n 40 ../build.log >&2; echo "An image could not be built." >&2; exit 1; }
compose up -d --no-build --remove-orphans >../up.log 2>&1 || { tail -n 40 ../up.log >&2; echo "The services could not be started." >&2; exit 1; }

# What compose's own --wait does, but with the reason when it fails.
deadline=$((SECONDS + patience))
while :; do
    mapfile -t containers < <(compose ps -a -q)
    [ "${#containers[@]}" -gt 0 ] || { echo "The bundle has started no service." >&2; exit 1; }
    left=$(docker inspect --format '{{.Name}} {{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}healthy{{end}}' "${containers[@]}" \
        | awk '$2 != "running" || $3 != "healthy"')
    [ -n "$left" ] || break
    if [ "$SECONDS" -ge "$deadline" ]; then
        echo "Not healthy after $patience seconds:" >&2
        printf '%s\n' "$left" | while read -r name state health; do
            echo "${name#/}: $state, $health. It said:" >&2
            docker logs --tail 20 "${name#/}" >&2 2>&1 </dev/null || true
        done
        exit 1
    fi
    sleep 1
done

# Only now: until here, a container of the last deployment may have had them in use.
find . -mindepth 1 -printf '%P\n' | sort | comm -23 - ../keep | sort -r | while IFS= read -r gone; do
    if [ -d "$gone" ]; then rmdir "$gone"; else rm -f "$gone"; fi
done
docker image prune -f --filter label=mta-sts-audit.image >/dev/null
compose ps
