#!/bin/sh
# The examples of the codebook: codebook.sh GOLDEN CODEBOOK. Every one must be coded as it says.
set -eu
cases=$(mktemp)
trap 'rm -f "$cases"' EXIT
awk '/^```cases/ { on = 1; next } /^```/ { if (on) print ""; on = 0 } on' "$2" > "$cases"
"$1" --cases --brief --least 100 "$cases"
