#!/bin/sh
# The parser's engines as one table: speed with each kernel, scores, names, bytes of the model, start,
# memory, threads. One core but for the row of two threads.
# usage: bench/engines.sh [BUILD [TREEBANK]]
#
# BUILD has casus, casus-compile, casus.model and libcasus.a (default build); TREEBANK the CoNLL-U files
# (default ../shared/data/treebank); ../shared/data/ner the names, other than $CASUS_BENCH_NAMES says. What is
# not there is skipped and says so. CASUS_BENCH_MB is the size of the long text (default 100),
# CASUS_BENCH_PASSES the number of passes (default 5).
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
treebank=${2:-$here/../shared/data/treebank}
names=${CASUS_BENCH_NAMES:-$here/../shared/data/ner/en_ewt-dev.iob2}
megabytes=${CASUS_BENCH_MB:-100}
passes=${CASUS_BENCH_PASSES:-5}
model=$build/casus.model
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CASUS_MODEL="$model"

# shellcheck disable=SC2046
${CC:-cc} -std=gnu17 -O2 -I"$here/include" -I"$here/src" "$here/bench/parse.c" "$build/libcasus.a" \
    $(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat) -lm -o "$work/parse"
${CC:-cc} -std=gnu17 -O2 "$here/bench/launch.c" -o "$work/launch"

# line NAME FAST DEFAULT
line() { printf '%-44s %12s %12s\n' "$1" "$2" "$3"; }
# value KEY FILE: of lines "key value"
value() { awk -v key="$1" '$1 == key { v = $2 } END { print v == "" ? "-" : v }' "$2"; }
# f1 METRIC FILE: of a report in JSON, in per cent
f1() {
    sed -n "s/.*\"$1\":{\\([^}]*\\)}.*/\\1/p" "$2" | sed -n 's/.*"f1":\([0-9.]*\).*/\1/p' |
        awk '{ printf "%.2f", 100 * $1; n++ } END { if (!n) printf "-" }'
}

speeds() {
    file=$treebank/en_ewt-ud-dev.conllu
    "$work/parse" "$model" "$file" "$passes" >"$work/speed"
    line "tokens/s, tags, lemmas and trees" "$(value fast "$work/speed")" "$(value best "$work/speed")"
    for kernel in portable avx2 vnni; do
        line "  with the kernel $kernel" - "$(value $kernel "$work/speed")"
    done
}

# scores TITLE FILE
scores() {
    if [ ! -r "$2" ]; then
        echo "skipped: $1 ($2 is not there)"
        return
    fi
    for engine in fast default; do
        "$build/casus" evaluate treebank --engine $engine -f json --tokens gold "$2" >"$work/$engine.gold"
        "$build/casus" evaluate treebank --engine $engine -f json "$2" >"$work/$engine.raw"
    done
    for row in 'gold las LAS' 'gold uas UAS' 'gold upos UPOS' 'gold lemmas lemma' 'raw las LAS' \
        'raw words word' 'raw sentences sentence'; do
        # shellcheck disable=SC2086
        set -- "$1" "$2" $row
        line "$1, $3 $([ "$3" = gold ] && echo tokens || echo text), $5 F1" \
            "$(f1 "$4" "$work/fast.$3")" "$(f1 "$4" "$work/default.$3")"
    done
}

names_found() {
    if [ ! -r "$names" ]; then
        echo "skipped: names ($names is not there)"
    elif "$build/casus" evaluate names -f json "$names" >"$work/names" 2>"$work/err"; then
        line "names, gold tokens, F1" - "$(f1 micro "$work/names")"
    else
        echo "skipped: names ($(cat "$work/err"))"
    fi
}

# The golden texts, without what is expected of them, over and over: BYTES
make_text() {
    for file in "$here"/tests/golden/*.txt; do sed '/^---$/,$d' "$file"; echo; done >"$work/texts"
    awk -v most="$1" '{ text = text $0 "\n" }
        END { for (n = 0; n < most; n += length(text)) printf "%s", text }' "$work/texts"
}

launched() { "$work/launch" "$@" >"$work/launched" && cat "$work/launched"; }

machine() {
    echo 'It rained.' >"$work/one.txt"
    make_text $((megabytes * 1000000)) >"$work/long.txt"
    make_text 2000000 >"$work/short.txt"
    for engine in fast default; do
        parse="$build/casus parse --engine $engine"
        # shellcheck disable=SC2086
        {
            launched 20 $parse "$work/one.txt" | awk '{ print "start", $2 }'
            launched 1 $parse --threads 2 "$work/long.txt" | awk '{ print "peak", $4 }'
            launched 3 $parse "$work/short.txt" | awk '{ print "one", $2 }'
            launched 3 $parse --threads 2 "$work/short.txt" | awk '{ print "two", $2 }'
        } >"$work/$engine"
        awk '{ v[$1] = $2 } END { printf "ratio %.2f\n", v["one"] / v["two"] }' "$work/$engine" >>"$work/$engine"
    done
    for row in 'start casus parse of one sentence, ms, best of 20' "peak peak MB over $megabytes MB, two threads" \
        'one 2 MB, one thread, ms, best of 3' 'two 2 MB, two threads, ms, best of 3' \
        'ratio one thread over two'; do
        line "${row#* }" "$(value "${row%% *}" "$work/fast")" "$(value "${row%% *}" "$work/default")"
    done
}

line '' fast default
if [ -r "$treebank/en_ewt-ud-dev.conllu" ]; then
    speeds
else
    echo "skipped: tokens/s ($treebank/en_ewt-ud-dev.conllu is not there)"
fi
scores 'EWT dev' "$treebank/en_ewt-ud-dev.conllu"
scores 'GUM dev' "$treebank/en_gum-dev.conllu"
names_found
machine
echo
"$build/casus-compile" --sizes "$model"
