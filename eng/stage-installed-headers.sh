#!/usr/bin/env bash
# Lays the kernel headers of this system out below artifacts/uapi/installed/, without libc's beside them and for every target: what the
# installed linux-libc-dev holds; and from Debian's linux-libc-dev-ARCH-cross of the same release the asm headers of the other
# architectures and the folders which the installed package lacks. An architecture that the release does not know (loongarch64 in
# Debian 12) gets its asm headers from artifacts/uapi/current; PROVENANCE says where each part is from.
set -euo pipefail

cd "$(dirname "$0")/.."
eng/fetch-backports-headers.sh >/dev/null
. eng/private-apt.sh
staged=$uapi_root/installed
include=$staged/usr/include
version=$(dpkg-query -W -f '${Version}' linux-libc-dev)
current=$(readlink "$uapi_root/current")
if [ -f "$staged/STAGED" ] && [ "$(cat "$staged/STAGED")" = "$version $current" ]; then
    exit 0
fi

# Debian's name of each architecture, and its triple.
architectures="arm64:aarch64-linux-gnu riscv64:riscv64-linux-gnu armhf:arm-linux-gnueabihf ppc64el:powerpc64le-linux-gnu
    s390x:s390x-linux-gnu mips64el:mips64el-linux-gnuabi64 loong64:loongarch64-linux-gnu"

fetch() {
    apt-get update -qq || return 1
    local entry package
    for entry in $architectures; do
        package=linux-libc-dev-${entry%%:*}-cross
        if apt-cache show "$package" >/dev/null 2>&1; then
            (cd "$download" && apt-get download -qq "$package") || return 1
        fi
    done
}

rm -rf "$staged"
download=$staged/download
mkdir -p "$include" "$download"
use_private_apt release "$(. /etc/os-release && echo "$VERSION_CODENAME")"
attempt fetch || { echo "linux-libc-dev-*-cross could not be fetched: see apt-get's messages above" >&2; exit 1; }

{
    echo "linux-libc-dev $version, as installed: all that is not named below"
    dpkg-query -L linux-libc-dev | grep '^/usr/include/.*\.h$' | xargs cp --parents -t "$staged"
    ln -s x86_64-linux-gnu "$include/i386-linux-gnu"
    for entry in $architectures; do
        triple=${entry#*:}
        package=linux-libc-dev-${entry%%:*}-cross
        archive=$(compgen -G "$download/${package}_*.deb" || true)
        if [ -z "$archive" ]; then
            ln -s "../../../current/usr/include/$triple" "$include/$triple"
            echo "linux-libc-dev $current: asm of $triple"
            continue
        fi
        from=$(dpkg-deb -f "$archive" Version)
        dpkg-deb -x "$archive" "$download/$package"
        mkdir -p "$include/$triple"
        cp -r "$download/$package/usr/$triple/include/asm" "$include/$triple/"
        echo "$package $from: asm of $triple"
        for folder in "$download/$package/usr/$triple/include"/*/; do
            name=$(basename "$folder")
            if [ "$name" != asm ] && [ ! -e "$include/$name" ]; then
                cp -r "$folder" "$include/$name"
                echo "$package $from: $name"
            fi
        done
    done
} >"$staged/PROVENANCE"
rm -rf "$download"
echo "$version $current" >"$staged/STAGED"
