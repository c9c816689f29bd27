#!/usr/bin/env bash
# Installs what the tests judge by: gcc, clang, and the kernel headers of this system. Does nothing where they are there.
set -euo pipefail

missing=()
command -v gcc >/dev/null || missing+=(gcc)
command -v clang >/dev/null || missing+=(clang)
[ -f /usr/include/linux/vfio.h ] || missing+=(linux-libc-dev)
[ -f /usr/include/stdint.h ] || missing+=(libc6-dev)

# LoongArch came with clang 16. Any clang-N that knows it will do; the newest of this system is taken.
knows_loongarch() {
    local clang
    for clang in $(compgen -c clang | grep -E '^clang(-[0-9]+)?$' | sort -u); do
        [[ $("$clang" --print-targets 2>/dev/null) == *loongarch64* ]] && return 0
    done
    return 1
}
newest_clang() { apt-cache search --names-only '^clang-[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1; }

needs_loongarch=false
knows_loongarch || needs_loongarch=true
[ ${#missing[@]} -gt 0 ] || [ $needs_loongarch = true ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    [ $needs_loongarch = false ] || missing+=("a clang that knows loongarch64")
    echo "missing: ${missing[*]}; install them as root, or run eng/install-judges.sh as root" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
for attempt in 1 2 3 4 5; do
    if apt-get -o DPkg::Lock::Timeout=300 update -qq; then
        wanted=("${missing[@]}")
        [ $needs_loongarch = false ] || wanted+=("$(newest_clang)")
        apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null && exit 0
    fi
    sleep $((attempt * 5))
done
echo "apt-get could not install: ${missing[*]} $([ $needs_loongarch = false ] || echo 'and a clang that knows loongarch64')" >&2
exit 1
