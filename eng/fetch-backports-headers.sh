#!/usr/bin/env bash
# Unpacks the newest linux-libc-dev that Debian's backports serve into artifacts/uapi/VERSION/, and points artifacts/uapi/current
# at it. apt works under a private configuration: nothing of the system changes. Runs again only when asked to, or after a day.
#
# usage: eng/fetch-backports-headers.sh [--refresh]
# environment: UAPIGEN_BACKPORTS_SUITE, trixie-backports when unset
set -euo pipefail

cd "$(dirname "$0")/.."
suite=${UAPIGEN_BACKPORTS_SUITE:-trixie-backports}
root=$PWD/artifacts/uapi
work=$root/apt
stamp=$root/.fetched
mkdir -p "$root"

# Several test processes may come here at once.
exec 9>"$root/.lock"
flock 9

is_there() { [ -f "$root/current/usr/include/linux/vfio.h" ]; }
if is_there && [ "${1:-}" != --refresh ] && [ -n "$(find "$stamp" -mmin -1440 2>/dev/null)" ]; then
    exit 0
fi

# The mirror is the one that this system takes its own packages from.
mkdir -p "$work"/{lists,cache/archives}/partial "$work/sources"
if [ -f /etc/apt/sources.list.d/debian.sources ]; then
    awk 'BEGIN { RS = ""; ORS = "\n\n" } /Suites:[^\n]*-updates/ { print; exit }' /etc/apt/sources.list.d/debian.sources \
        | sed "/^#/d; s/^Suites:.*/Suites: $suite/" >"$work/sources/backports.sources"
else
    mirror=$(awk '$1 == "deb" && $3 !~ /security/ && $2 ~ /debian/ { print $2; exit }' /etc/apt/sources.list)
    echo "deb $mirror $suite main" >"$work/sources/backports.list"
fi

cat >"$work/apt.conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/sources";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "root";
Acquire::Retries "3";
CONF
export APT_CONFIG=$work/apt.conf

fetch() {
    apt-get update -qq || return 1
    version=$(apt-cache show linux-libc-dev | sed -n 's/^Version: //p' | sort -V | tail -n 1)
    [ -n "$version" ] || return 1
    target=$root/$version
    if [ ! -f "$target/usr/include/linux/vfio.h" ]; then
        rm -rf "$target" "$work/download"
        mkdir -p "$work/download"
        (cd "$work/download" && apt-get download -qq "linux-libc-dev=$version") || return 1
        dpkg-deb -x "$work"/download/linux-libc-dev_*.deb "$target"
    fi
    ln -sfn "$version" "$root/current"
    touch "$stamp"
}

for attempt in 1 2 3 4 5; do
    if fetch; then
        echo "linux-libc-dev $(readlink "$root/current")"
        exit 0
    fi
    sleep $((attempt * 3))
done

if is_there; then
    echo "no newer linux-libc-dev could be fetched; $(readlink "$root/current") stays" >&2
    exit 0
fi
echo "linux-libc-dev of $suite could not be fetched: see apt-get's messages above" >&2
exit 1
