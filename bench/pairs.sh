#!/bin/bash
# Pairs of marked actors a second, one core, both engines: the sentences of data/training/relations, as they are
# and with the two marks exchanged. usage: bench/pairs.sh [BUILD]
set -eu
here=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
build=${1:-$here/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat "$here"/data/training/relations/*.txt | awk -F'\t' 'NF == 3 && !/^#/ { print NR "\t" $3 }' >"$work/pairs"
awk -F'\t' '{ print; s = $2
    gsub(/<s>/, "\001", s); gsub(/<\/s>/, "\002", s); gsub(/<t>/, "<s>", s); gsub(/<\/t>/, "</s>", s)
    gsub(/\001/, "<t>", s); gsub(/\002/, "</t>", s); print $1 "\t" s }' "$work/pairs" >"$work/both"
export CASUS_MODEL="$build/casus.model"
: >"$work/none"

# seconds COMMAND...: the least user time of three runs
seconds() {
    for run in 1 2 3; do
        { TIMEFORMAT=%U; time "$@" >/dev/null; } 2>&1
    done | sort -n | head -1
}
printf '%-52s %10s\n' '' 'pairs/s'
for engine in fast default; do
    for file in pairs both; do
        n=$(wc -l <"$work/$file")
        t=$(seconds "$build/casus" classify --engine $engine "$work/$file")
        start=$(seconds "$build/casus" classify --engine $engine "$work/none")
        name="$engine engine, $(if [ $file = pairs ]; then echo 'one pair a sentence'; else echo 'two pairs a sentence'; fi)"
        printf '%-52s %10s\n' "$name" "$(echo "$n $t $start" | awk '{ printf "%d", $1 / ($2 - $3 > 0.01 ? $2 - $3 : 0.01) }')"
    done
done
