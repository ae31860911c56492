#!/bin/sh
# Codes the example articles, stores them, and shows the events as a table.
# usage: demo.sh BUILD
set -eu
casus="$1/casus"
db="$1/demo.db"
rm -f "$db" "$db-wal" "$db-shm"
"$casus" ingest --quiet -d "$db" examples
"$casus" query -d "$db" --format table
echo
echo "The store is $db. Try:"
echo "  $casus query -d $db --by type"
echo "  $casus explain examples/$(ls examples | head -1)"
