#!/usr/bin/env bash
# Every test of the project, as the build server runs it. Ends with one line: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

command -v dotnet >/dev/null || { echo "Missing: the .NET SDK 10 (https://dotnet.microsoft.com/download)." >&2; exit 2; }

passed=0 failed=0 skipped=0
work=$(mktemp -d)
export DOCKERD_PID_FILE="$work/dockerd.pid"
mkdir -p artifacts

finish() {
    trap - EXIT
    [ -s "$DOCKERD_PID_FILE" ] && kill "$(cat "$DOCKERD_PID_FILE")" 2>/dev/null
    rm -rf "$work"
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit $? # a bare "exit" in a trap repeats what was before it
}
trap finish EXIT
trap 'failed=$((failed + 1)); exit' INT TERM

say() { printf '\n== %s (%(%H:%M:%S)T)\n' "$*" -1; }

# A command that is one test.
check() {
    local name=$1
    shift
    say "$name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $name"; fi
}

skip() {
    say "$1"
    echo "SKIPPED: $2"
    skipped=$((skipped + 1))
}

# A test project, built before: its own closing line has the counts.
suite() {
    local name=${1##*/} log="$work/suite.log" total errors wrong left
    say "$name"
    dotnet run --no-build --project "$1" -- -noColor | tee "$log"
    read -r total errors wrong left < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' "$log" | tail -n 1)
    if [ -z "${total:-}" ]; then
        failed=$((failed + 1))
        echo "FAILED: $name came to no end"
        return
    fi
    passed=$((passed + total - wrong - left)) failed=$((failed + wrong + errors)) skipped=$((skipped + left))
}

demo() { ./demo.sh | tee "$work/demo.log" && [ "$(tail -n 2 "$work/demo.log")" = $'postfix-sts: Full support\npostfix-plain: No support' ]; }

say "What the tests need"
# Elsewhere Chromium comes in other ways: without it, tests that look at pages are skipped and counted.
browser=()
grep -qx 'ID=debian' /etc/os-release && browser=(chromium=chromium)
scripts/prerequisites.sh docker=docker.io docker-compose=docker-compose debootstrap=debootstrap shellcheck=shellcheck \
    pg_ctlcluster=postgresql openssl=openssl setpriv=util-linux ip=iproute2 "${browser[@]}" || { failed=1; exit; }

mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
check "shellcheck" shellcheck "${scripts[@]}"
solution=mta-sts-audit.slnx
# Some registries lack what infra/ is built from.
if ! dotnet restore "$solution" -v quiet >"$work/restore.log" 2>&1; then
    lacking=$(grep -oE 'NU110[12][^.]*' "$work/restore.log" | sort -u | head -n 3 | tr '\n' ';')
    if [ -z "$lacking" ]; then
        tail -n 20 "$work/restore.log"
        check "restore" false
        exit
    fi
    solution=without-infra.slnf
fi
check "build" dotnet build "$solution" -v quiet
check "format" dotnet format whitespace "$solution" --no-restore --verify-no-changes
for project in tests/*.Tests; do
    case $project in
        tests/EndToEnd.Tests | tests/Acme.Tests | tests/Infra.Tests) continue ;;
    esac
    suite "$project"
done
check "stories: right, wrong, undecided" dotnet run --no-build --project audit -- judge tests/stories/*.story
check "the packed tool, outside the checkout" tests/packed-tool/run.sh
check "demo" demo
rm -f artifacts/senders.tsv artifacts/scenarios-*.tsv
suite tests/EndToEnd.Tests
say "senders: right, wrong, undecided"
awk -F '\t' '{ count[$4]++; printf "%-24s %-14s expected %s: %s\n", $1, $3, $2, $4 }
    END { printf "%d judged: %d right, %d wrong, %d undecided\n", NR, count["right"], count["wrong"], count["undecided"] }' artifacts/senders.tsv
say "scenarios: what each sender does, by family (each cell is held against tests/EndToEnd.Tests/Scenarios/results.tsv)"
cat artifacts/scenarios-*.tsv 2>/dev/null | awk -F '\t' '{ printf "%-16s %-14s %s\n", $1, $2, $3 }' || true

if [ "$solution" = without-infra.slnf ]; then
    skip "infra" "this registry lacks what infra/ is built from: $lacking"
else
    scripts/prerequisites.sh pebble=pebble /usr/sbin/sshd=openssh-server ip=iproute2 iptables=iptables || { failed=1; exit; }
    suite tests/Acme.Tests
    suite tests/Infra.Tests
fi
