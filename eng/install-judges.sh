#!/usr/bin/env bash
# Installs what the tests judge by: gcc, clang, and the kernel headers of this system. Does nothing where they are there.
set -euo pipefail

missing=()
command -v gcc >/dev/null || missing+=(gcc)
command -v clang >/dev/null || missing+=(clang)
# LoongArch came to LLVM with version 16; Debian 12's own clang is older.
[[ "$(clang -print-targets 2>/dev/null)" == *loongarch64* ]] || command -v clang-16 >/dev/null || missing+=(clang-16)
[ -f /usr/include/linux/vfio.h ] || missing+=(linux-libc-dev)
[ -f /usr/include/stdint.h ] || missing+=(libc6-dev)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "missing: ${missing[*]}; install them as root, or run eng/install-judges.sh as root" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
for attempt in 1 2 3 4 5; do
    if apt-get -o DPkg::Lock::Timeout=300 update -qq \
        && apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
    sleep $((attempt * 5))
done
echo "apt-get could not install: ${missing[*]}" >&2
exit 1
