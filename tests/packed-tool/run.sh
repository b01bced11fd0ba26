#!/usr/bin/env bash
# Packs the command line, installs it as a user does, and runs it outside the checkout: it judges, and what it carries makes the build
# contexts of every image. A stand-in for the container engine keeps those and builds nothing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet pack "$root/audit" -c Release -o "$work/package" --nologo -v quiet
cd "$work"
dotnet tool install MtaStsAudit.Audit --tool-path tools --add-source package --version "$(basename package/*.nupkg .nupkg | sed 's/^MtaStsAudit.Audit.//')" >install.log || { cat install.log; exit 1; }

tools/audit judge "$(find "$root/tests/stories" -name '*.story' | sort | head -n 1)" >/dev/null
echo "judges"

mkdir bin contexts
cat >bin/docker <<'END'
#!/usr/bin/env bash
case "$1 ${2:-}" in
    "info "* | "compose version") exit 0 ;;
    # The base images are there, those of the project are not.
    "image inspect") [[ ${@: -1} != mta-sts-audit/* ]] ;;
    "build "*) cp -a "${@: -1}" "$WORK/contexts/" ;;
    *) exit 1 ;;
esac
END
chmod +x bin/docker
code=0
WORK=$work PATH=$work/bin:$PATH XDG_STATE_HOME=$work/state tools/audit local up >up.log 2>&1 || code=$?
# The stand-in starts no containers, and that is told.
[ "$code" -eq 2 ] || { cat up.log; echo "audit local up ended with $code"; exit 1; }
for file in dns/Dockerfile postfix/Dockerfile front/Dockerfile front/app/MtaStsAudit.Front.dll collector/Dockerfile collector/app/MtaStsAudit.Collector.dll \
    collector/app/runtimes/linux-x64/native/libe_sqlite3.so collector/app/runtimes/linux-arm64/native/libe_sqlite3.so; do
    [ -f "contexts/$file" ] || { cat up.log; find contexts | head -n 50; echo "The build contexts lack $file"; exit 1; }
done
[ -x contexts/postfix/entrypoint.sh ] || { echo "entrypoint.sh may not be run"; exit 1; }
[ -f state/mta-sts-audit/compose.yml ] || { echo "There is no compose file in the user's state folder"; exit 1; }
echo "makes the build contexts of every image from what it carries"

# A testbed that is up is looked for at its address: what a sender's image is built from is asked of the tool itself.
for file in Dockerfile entrypoint.sh results.json postfix/packages postfix/start.sh postfix/main.cf courier/packages chasquid/packages exim/packages opensmtpd/packages; do
    [ -f "$(find tools/.store -type d -path '*/testbed/zoo' | head -n 1)/$file" ] || { find tools/.store -path '*testbed*' | head -n 50; echo "The tool lacks zoo/$file"; exit 1; }
done
tools/audit zoo show >zoo.log
tail -n 1 zoo.log | grep -q 'senders at' || { cat zoo.log; echo "audit zoo show does not show the results that it carries"; exit 1; }
echo "carries the zoo: what its senders are built from, and its results"
