#!/usr/bin/env bash
# Unpacks the newest linux-libc-dev that Debian's backports serve into artifacts/uapi/VERSION/, and points artifacts/uapi/current
# at it. Runs again only when asked to, or after a day.
#
# usage: eng/fetch-backports-headers.sh [--refresh]
# environment: UAPIGEN_BACKPORTS_SUITE, trixie-backports when unset
set -euo pipefail

cd "$(dirname "$0")/.."
. eng/private-apt.sh
suite=${UAPIGEN_BACKPORTS_SUITE:-trixie-backports}
stamp=$uapi_root/.fetched

is_there() { [ -f "$uapi_root/current/usr/include/linux/vfio.h" ]; }
if is_there && [ "${1:-}" != --refresh ] && [ -n "$(find "$stamp" -mmin -1440 2>/dev/null)" ]; then
    exit 0
fi

fetch() {
    apt-get update -qq || return 1
    local version target download=$uapi_root/download
    version=$(apt-cache show linux-libc-dev | sed -n 's/^Version: //p' | sort -V | tail -n 1)
    [ -n "$version" ] || return 1
    target=$uapi_root/$version
    if [ ! -f "$target/usr/include/linux/vfio.h" ]; then
        rm -rf "$target" "$download"
        mkdir -p "$download"
        (cd "$download" && apt-get download -qq "linux-libc-dev=$version") || return 1
        dpkg-deb -x "$download"/linux-libc-dev_*.deb "$target"
        rm -rf "$download"
    fi
    ln -sfn "$version" "$uapi_root/current"
    touch "$stamp"
}

use_private_apt backports "$suite"
if attempt fetch; then
    echo "linux-libc-dev $(readlink "$uapi_root/current")"
elif is_there; then
    echo "no newer linux-libc-dev could be fetched; $(readlink "$uapi_root/current") stays" >&2
else
    echo "linux-libc-dev of $suite could not be fetched: see apt-get's messages above" >&2
    exit 1
fi
