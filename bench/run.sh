#!/bin/sh
# Speed, memory, start and the gate's loss, as a table. One core.
# usage: bench/run.sh [BUILD]      a build folder with libcasus.a and casus.model (default build)
#
# The news archive is ../shared/data/raw/reuters-1987.jsonl; where it is missing, its rows are
# skipped and say so. At the end bench/instructions.sh counts instructions, which may fail.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
model=$build/casus.model
news=$here/../shared/data/raw/reuters-1987.jsonl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046
${CC:-cc} -std=gnu17 -O2 -g -I"$here/include" "$here/bench/speed.c" "$build/libcasus.a" \
    $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm -o "$work/speed"

# row NAME LINE: the fields of "name value ..." that are wanted, as one row
row() {
    printf '%-34s' "$1"
    echo "$2" | awk '{ for (i = 1; i < NF; i += 2) v[$i] = $(i + 1)
        printf "%10s %8s %11s %11s %8s\n", v["sentences"], v["events"], v["sentences/s"], v["tokens/s"], v["peak-MB"] }'
}

printf '%-34s%10s %8s %11s %11s %8s\n' '' sentences events sentences/s tokens/s peak-MB
row 'own examples, every sentence' "$("$work/speed" made "$model" -a "$here"/tests/golden/*.txt)"
row 'own examples, with the gate' "$("$work/speed" made "$model" "$here"/tests/golden/*.txt)"
if [ -r "$news" ]; then
    sed 's/"body": /"text": /' "$news" >"$work/news.jsonl"
    news=$work/news.jsonl
    row 'reuters-1987, every sentence' "$("$work/speed" code "$model" -a "$news")"
    row 'reuters-1987, with the gate' "$("$work/speed" code "$model" "$news")"
    echo "the gate over reuters-1987: $("$work/speed" gate "$model" "$news" 2>"$work/lost")"
else
    echo "skipped: $news is not there"
fi
for i in 1 2 3 4 5; do "$work/speed" start "$model" "$here/tests/golden/us-cuba.txt"; done |
    sort -k2 -n | head -1 | awk '{ print "start to the first document: " $2 " ms (best of 5)" }'
echo "model: $(wc -c <"$model" | awk '{ printf "%.1f MB", $1 / 1e6 }')"

sh "$here/bench/instructions.sh" "$build"
