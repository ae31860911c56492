#!/bin/sh
# Counts the instructions that hostile shapes take at one size and at four times that size, under callgrind, and
# prints them as a table; fails where four times the size takes more than five times the instructions.
# usage: bench/hostile.sh [BUILD [SHAPE...]]; exits with 77 where valgrind is not there
#
# Instructions, not time: a busy machine changes nothing. valgrind knows no AVX-512: the kernel is avx2.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
[ $# -eq 0 ] || shift
if ! command -v valgrind >/dev/null; then
    echo "skipped: hostile shapes (valgrind is not there: apt-get install valgrind)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2046
${CC:-cc} -std=gnu17 -O2 -g -I"$here/include" "$here/bench/hostile.c" "$build/libcasus.a" \
    $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm -o "$work/hostile"
valgrind --tool=callgrind --callgrind-out-file="$work/out" "$work/hostile" "$build/casus.model" "$@" \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
# A dump a measurement: "desc: Trigger: Client Request: 4n|deep div" ... "totals: 1234" (older: "summary:").
grep -hE '^(desc: Trigger|totals|summary)' $(ls -v "$work"/out.*) | awk '
    /Client Request: / { sub(/.*Client Request: /, ""); name = $0; next }
    /^(totals|summary):/ && name != "" {
        split(name, part, "|")
        if (part[1] == "n") { order[++n] = part[2]; small[part[2]] = $2 } else large[part[2]] = $2
        name = ""
    }
    END {
        printf "%-36s %14s %14s %6s\n", "shape", "n", "4n", "ratio"
        for (i = 1; i <= n; i++) {
            s = order[i]
            ratio = small[s] ? large[s] / small[s] : 0
            bad = ratio > 5 || !(s in large)
            failed += bad
            printf "%-36s %14.0f %14.0f %6.2f%s\n", s, small[s], large[s], ratio, bad ? "  TOO MUCH" : ""
        }
        exit failed || !n
    }'
