#!/usr/bin/env bash
# Renews model/Names/public_suffix_list.dat: from publicsuffix.org, else from Debian's package publicsuffix.
# Usage: update-public-suffixes.sh [LIST.dat VERSION], such as a list taken out of a newer Debian package, and 20250328.1952.
set -euo pipefail
cd "$(dirname "$0")/.."
target=model/Names/public_suffix_list.dat
new=$(mktemp)
trap 'rm -f "$new"' EXIT

# Debian's list is of the repository and has no version in it; the package's version is its date. The line is that of publicsuffix.org.
with_version() {
    local version=$2
    if grep -q '^// VERSION: ' "$1"; then
        cat "$1"
        return
    fi
    [[ $version =~ ^(20[0-9]{2})([0-9]{2})([0-9]{2})\.([0-9]{2})([0-9]{2}) ]] || { echo "'$version' is not a version such as 20250328.1952." >&2; exit 2; }
    sed "0,/^\/\/ Instructions/s//\/\/ VERSION: ${BASH_REMATCH[1]}-${BASH_REMATCH[2]}-${BASH_REMATCH[3]}_${BASH_REMATCH[4]}-${BASH_REMATCH[5]}-00_UTC\n\n&/" "$1"
}

if [ $# -eq 2 ]; then
    with_version "$1" "$2" >"$new"
elif ! curl -fsS --max-time 60 -o "$new" https://publicsuffix.org/list/public_suffix_list.dat; then
    debian=/usr/share/publicsuffix/public_suffix_list.dat
    [ -r "$debian" ] || { echo "publicsuffix.org does not answer and Debian's package publicsuffix is not installed." >&2; exit 2; }
    with_version "$debian" "$(dpkg-query -W -f '${Version}' publicsuffix)" >"$new"
fi

version() { sed -n 's|^// VERSION: ||p' "$1" | head -n 1; }
for needed in 'Mozilla Public' '// VERSION: ' '===BEGIN ICANN DOMAINS===' '===BEGIN PRIVATE DOMAINS==='; do
    grep -qF -- "$needed" "$new" || { echo "What came is no public suffix list: '$needed' is not in it." >&2; exit 2; }
done
if [ -e "$target" ] && [[ $(version "$new") < $(version "$target") ]]; then
    echo "The list here, $(version "$target"), is newer than the one found, $(version "$new"): nothing changed."
    exit 0
fi
cat "$new" >"$target"
echo "Public suffix list $(version "$target"), $(grep -cvE '^(//|$)' "$target") rules."
