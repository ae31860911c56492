#!/bin/sh
# The whole way from raw text to a store: one core and two, a second coding, documents passed over; and
# a web archive of CASUS_BENCH_WARC megabytes (default 1000; 0 leaves it out), whose memory must stay
# flat. As a table.
# usage: bench/ingest.sh [BUILD]      a build folder with casus, libcasus.a and casus.model (default build)
#
# The news archive is ../shared/data/raw/reuters-1987.jsonl, other than $CASUS_BENCH_NEWS says, the pages ../shared/data/html/pages; where
# they are missing, their rows are skipped and say so. The times are those of the clock on the wall: on
# a machine with other work compare the columns "cpu".
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
news=${CASUS_BENCH_NEWS:-$here/../shared/data/raw/reuters-1987.jsonl}
pages=$here/../shared/data/html/pages
megabytes=${CASUS_BENCH_WARC:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CASUS_MODEL="$build/casus.model"

# of KEY: a number of the summary in JSON
of() { sed -n "s/.*\"$1\":\\([0-9.]*\\).*/\\1/p" "$work/summary"; }

# row NAME CORES OPTION...: an ingest into news.db on these cores, as a row
row() {
    name=$1 cores=$2
    shift 2
    /usr/bin/time -o "$work/time" -f '%U %S %M' taskset -c "$cores" "$build/casus" ingest \
        --progress json -d "$work/news.db" "$@" "$work/news.jsonl" 2>"$work/err" || [ $? -eq 3 ]
    grep '"kind":"summary"' "$work/err" >"$work/summary"
    awk -v name="$name" -v documents="$(of documents)" -v coded="$(of coded)" -v s="$(of seconds)" \
        -v sentences="$(of sentences)" -v bytes="$(of text_bytes)" -v store="$(of store)" '{
        printf "%-36s%10d %8.2f %8.2f %11.0f %12.0f %8.2f %11s %8.0f\n", name, documents, s, $1 + $2,
            documents / s, sentences / s, bytes / s / 1e6,
            (store > 0 && coded > 0 ? sprintf("%.0f", coded / store) : "-"), $3 / 1024 }' "$work/time"
}

printf '%-36s%10s %8s %8s %11s %12s %8s %11s %8s\n' '' documents seconds cpu documents/s sentences/s \
    MB/s stored/s peak-MB
if [ -r "$news" ]; then
    sed 's/"body": /"text": /' "$news" >"$work/news.jsonl"
    row 'one core' 0 --threads 1
    one=$(of seconds)
    row 'the same again: passed over' 0 --threads 1
    row 'a second coding beside the first' 0 --threads 1 --recode --statements
    rm -f "$work"/news.db*
    row 'one core, every sentence parsed' 0 --threads 1 --no-gate
    rm -f "$work"/news.db*
    row 'two cores' 0,1 --threads 2
    echo "two cores against one: $(awk -v one="$one" -v two="$(of seconds)" 'BEGIN { printf "%.2f", one / two }')"
else
    echo "skipped: $news is not there"
fi

[ "$megabytes" -gt 0 ] || exit 0
if [ ! -r "$news" ] || [ ! -r "$pages" ]; then
    echo "skipped: a web archive, made of $news and $pages"
    exit 0
fi
# shellcheck disable=SC2046
${CC:-cc} -std=gnu17 -O2 -I"$here/include" "$here/bench/make-warc.c" "$build/libcasus.a" \
    $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm -o "$work/make-warc"
rm -f "$work"/news.db*
# The memory in use every five seconds: that of the first quarter against the most.
mkfifo "$work/archive"
"$work/make-warc" "$megabytes" "$pages" "$work/news.jsonl" >"$work/archive" &
"$build/casus" ingest --progress json -d "$work/news.db" - <"$work/archive" 2>"$work/err" &
job=$!
while rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$job/status" 2>/dev/null) && [ -n "$rss" ]; do
    echo "$rss" >>"$work/rss"
    sleep 5
done
wait "$job" || [ $? -eq 3 ]
grep '"kind":"summary"' "$work/err" >"$work/summary"
awk -v mb="$megabytes" -v documents="$(of documents)" -v coded="$(of coded)" -v s="$(of seconds)" '
    { rss[NR] = $1 / 1024; if ($1 / 1024 > most) most = $1 / 1024 }
    END {
        for (i = 1; i == 1 || i <= NR / 4; i++) if (rss[i] > quarter) quarter = rss[i]
        printf "web archive of %d MB through stdin: %d documents, %d coded, %.0f s, %.2f MB/s, memory %.0f MB at most, %.0f in the first quarter\n",
            mb, documents, coded, s, mb / s, most, quarter }' "$work/rss"
