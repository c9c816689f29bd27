#!/usr/bin/env bash
# How long it takes to read all headers of one kernel: uapigen dump, one process for all of them, and beside it in the same run
# clang -fsyntax-only, header by header. Wall time and processor time of each.
#
# usage: benchmarks/whole-kernel.sh [INCLUDE-DIR [TRIPLE]]   default: artifacts/uapi/current/usr/include x86_64-linux-gnu
set -uo pipefail

cd "$(dirname "$0")/.."
include=$(realpath "${1:-artifacts/uapi/current/usr/include}")
triple=${2:-x86_64-linux-gnu}
own=$(clang -print-file-name=include)
dotnet build src/Tool --configuration Release --verbosity quiet -nologo >/dev/null || exit 1

mapfile -t headers < <(
    for folder in "$include"/*/; do
        case $(basename "$folder") in
            *-linux-gnu*) ;;
            *) find "$folder" -name '*.h' ;;
        esac
    done | sort
    find -L "$include/$triple" -name '*.h' | sort
)
echo "${#headers[@]} headers below $include, $triple"

TIMEFORMAT='%R s (%U s user, %S s system)'
printf 'uapigen dump, one process: '
time dotnet artifacts/bin/UapiGen.Tool/release/uapigen.dll dump "${headers[@]}" -I "$include" -I "$include/$triple" -I headers --target "$triple" >/dev/null 2>&1
printf 'clang -fsyntax-only, a process a header: '
time for header in "${headers[@]}"; do
    clang --target="$triple" -x c -std=gnu11 -w -fsyntax-only -nostdinc -I "$include" -I "$include/$triple" -I headers -I "$own" "$header" 2>/dev/null
done
