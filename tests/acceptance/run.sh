#!/bin/sh
# The first acceptance text: run.sh GOLDEN TEXT EXPECTED. Skipped (77) where the development data is not there.
[ -r "$2" ] || { echo "skipped: $2 is not there"; exit 77; }
exec "$1" --brief --least 85 --text "$2" "$3"
