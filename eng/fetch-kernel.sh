#!/usr/bin/env bash
# Makes artifacts/qemu ready for the tests that boot a kernel: QEMU and its helpers, the newest kernel that Debian's backports
# serve as artifacts/qemu/current/vmlinux, and beside it base.cpio, an initramfs with busybox, VFIO's modules and /init, which
# runs /test. A second archive, appended to it, brings the test. Runs again only when asked to, or after a day.
#
# usage: eng/fetch-kernel.sh [--refresh]
# environment: UAPIGEN_BACKPORTS_SUITE, trixie-backports when unset
set -euo pipefail

cd "$(dirname "$0")/.."
. eng/private-apt.sh
suite=${UAPIGEN_BACKPORTS_SUITE:-trixie-backports}
qemu_root=$PWD/artifacts/qemu
stamp=$qemu_root/.fetched
mkdir -p "$qemu_root"

missing=()
find_missing() {
    missing=()
    command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
    [ -x /bin/busybox ] && ! ldd /bin/busybox >/dev/null 2>&1 || missing+=(busybox-static)
    command -v cpio >/dev/null || missing+=(cpio)
    command -v depmod >/dev/null || missing+=(kmod)
    command -v xz >/dev/null || missing+=(xz-utils)
    command -v zstd >/dev/null || missing+=(zstd)
}

install_missing() {
    local system_apt=(env -u APT_CONFIG DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    "${system_apt[@]}" update -qq && "${system_apt[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The meta package names the version, so that none is written down here. The image is linux-binary-*, once it was split off.
fetch() {
    apt-get update -qq || return 1
    local version target download=$qemu_root/download
    version=$(apt-cache depends linux-modules-amd64 | sed -n 's/.*Depends: linux-modules-\([0-9].*\)/\1/p' | head -n 1)
    [ -n "$version" ] || return 1
    target=$qemu_root/$version
    if ! is_fresh "$target"; then
        rm -rf "$target" "$download"
        mkdir -p "$download" "$target"
        (cd "$download" && apt-get download -qq "linux-binary-$version" "linux-modules-$version" "linux-base-$version") || return 1
        local package
        for package in "$download"/*.deb; do
            dpkg-deb -x "$package" "$download/root" || return 1
        done
        unpack_kernel "$download/root/usr/lib/modules/$version/vmlinuz" "$target/vmlinux" || return 1
        build_initramfs "$version" "$download/root" "$target" || return 1
        rm -rf "$download"
    fi
    ln -sfn "$version" "$qemu_root/current"
    touch "$stamp"
}

# Emulated, a kernel takes seconds to unpack itself. Fields of its header: Documentation/arch/x86/boot.rst.
unpack_kernel() {
    local image=$1 sectors offset length tool
    field() { od -An "-t$1" -j"$2" -N"$3" "$image" | tr -d ' '; }
    sectors=$(field u1 $((0x1f1)) 1)
    [ "$sectors" -ne 0 ] || sectors=4
    offset=$(((sectors + 1) * 512 + $(field u4 $((0x248)) 4)))
    length=$(field u4 $((0x24c)) 4)
    tool=xz
    [ "$(field x4 "$offset" 4)" != fd2fb528 ] || tool=zstd
    tail -c "+$((offset + 1))" "$image" | head -c $((length - 4)) | "$tool" -dcq >"$2"
    [ "$(head -c 4 "$2" | tail -c 3)" = ELF ]
}

# usage: build_initramfs VERSION ROOT TARGET
build_initramfs() {
    local version=$1 root=$2 tree=$2/initramfs module file
    mkdir -p "$tree"/{bin,dev,proc,sys,tmp,modules}
    cp "$(command -v busybox)" "$tree/bin/busybox" && cp eng/guest-init.sh "$tree/init" && chmod 755 "$tree/init" || return 1
    depmod -b "$root/usr" "$version" || return 1
    for module in vfio vfio_iommu_type1 vfio-pci; do
        modprobe -S "$version" -d "$root/usr" --show-depends "$module" || return 1
    done >"$tree/depends" || return 1
    for file in $(awk '$1 == "insmod" && !seen[$2]++ { print $2 }' "$tree/depends"); do
        module=$(basename "$file")
        module=${module%%.ko*}.ko
        case $file in
            *.xz) xz -dcq "$file" >"$tree/modules/$module" || return 1 ;;
            *.zst) zstd -dcq "$file" >"$tree/modules/$module" || return 1 ;;
            *) cp "$file" "$tree/modules/$module" || return 1 ;;
        esac
        echo "$module" >>"$tree/modules/order"
    done
    (cd "$tree" && find . | cpio -o -H newc --quiet -R 0:0) >"$3/base.cpio.new" && mv "$3/base.cpio.new" "$3/base.cpio"
}

# A script that changed makes another initramfs.
is_fresh() { [ -f "$1/base.cpio" ] && [ -f "$1/vmlinux" ] && [ ! eng/guest-init.sh -nt "$1/base.cpio" ] && [ ! eng/fetch-kernel.sh -nt "$1/base.cpio" ]; }

is_there() { [ -f "$qemu_root/current/base.cpio" ] && [ -f "$qemu_root/current/vmlinux" ]; }

find_missing
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "missing: ${missing[*]}; install them as root, or run eng/fetch-kernel.sh as root" >&2
        exit 1
    fi
    attempt install_missing || exit 1
fi

if is_fresh "$qemu_root/current" && [ "${1:-}" != --refresh ] && [ -n "$(find "$stamp" -mmin -1440 2>/dev/null)" ]; then
    exit 0
fi

use_private_apt backports "$suite"
if attempt fetch; then
    echo "kernel $(readlink "$qemu_root/current")"
elif is_there; then
    echo "no newer kernel could be fetched; $(readlink "$qemu_root/current") stays" >&2
else
    echo "the kernel of $suite could not be fetched: see apt-get's messages above" >&2
    exit 1
fi
