#!/bin/sh
# Counts instructions under callgrind and compares them with bench/instructions.txt; fails when one grew by
# more than is allowed there. usage: bench/instructions.sh [BUILD]
#
# valgrind knows no AVX-512, so the default engine is counted with the kernel avx2. CASUS_BENCH_ACCEPT=1
# writes the figures instead.
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
model=$build/casus.model
golden=$here/tests/golden
file=$here/bench/instructions.txt
if ! command -v valgrind >/dev/null; then
    echo "skipped: instructions (valgrind is not there)"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
libs=$(pkg-config --libs sqlite3 libxxhash libutf8proc libmd libzstd zlib expat)
for program in speed parse stages; do
    # shellcheck disable=SC2086
    ${CC:-cc} -std=gnu17 -O2 -g -I"$here/include" -I"$here/src" "$here/bench/$program.c" "$build/libcasus.a" \
        $libs -lm -o "$work/$program"
done

# count NAME FUNCTIONS COMMAND...: instructions within FUNCTIONS by the number that COMMAND prints behind a word
count() {
    name=$1 toggles=
    for function in $2; do toggles="$toggles --toggle-collect=$function"; done
    shift 2
    # shellcheck disable=SC2086
    out=$(valgrind --tool=callgrind $toggles --callgrind-out-file=/dev/null "$@" 2>"$work/log")
    counted=$(sed -n 's/.*Collected : //p' "$work/log")
    echo "$name $((counted / ${out#* }))" >>"$work/counts"
}

for text in us-cuba niger-ecowas; do sed '/^---$/,$d' "$golden/$text.txt"; echo; done >"$work/texts"
"$build/casus" parse --model "$model" --engine fast "$work/texts" >"$work/texts.conllu"
count sentence casus_code "$work/speed" once "$model" "$golden/us-cuba.txt" "$golden/niger-ecowas.txt"
count sentence-parse parser_run "$work/speed" once "$model" "$golden/us-cuba.txt" "$golden/niger-ecowas.txt"
count sentence-entity-code 'entity_run code_run' "$work/speed" once "$model" "$golden/us-cuba.txt" \
    "$golden/niger-ecowas.txt"
count token-fast parser_run "$work/parse" "$model" "$work/texts.conllu" once fast
count token-default parser_run "$work/parse" "$model" "$work/texts.conllu" once default

if [ "${CASUS_BENCH_ACCEPT:-}" ] || [ ! -r "$file" ]; then
    {
        echo '# Instructions (bench/instructions.sh), and by how many percent they may grow: of a sentence from text to'
        echo '# events, in the parse stage of the default engine alone, in the entity and code stages alone, and of a'
        echo '# token in the parse stage by each engine.'
        sed 's/$/ 10/' "$work/counts"
    } >"$file"
fi
"$work/stages" "$model" "$golden"/*.txt
awk 'NR == FNR { now[$1] = $2; next }
    /^#/ { next }
    { limit = $2 * (1 + $3 / 100)
      printf "instructions, %s: %d, accepted %d, limit %d\n", $1, now[$1], $2, limit
      if (!($1 in now) || now[$1] > limit) bad = 1 }
    END { printf "instructions, entity and code by the default parser: %.2f\n",
              now["sentence-entity-code"] / now["sentence-parse"]
          exit bad }' "$work/counts" "$file"
