#!/bin/sh
# Builds the fuzz targets with clang's libFuzzer, ASan and UBSan, and runs each for some seconds.
# usage: fuzz.sh BUILD_FUZZ SECONDS [TARGET...]
#
# The model is compiled by the sanitized compiler, which takes its time, unless CASUS_MODEL names one.
# It starts from the golden texts, cut small, and what earlier runs kept in BUILD_FUZZ/corpus. An
# input that breaks something is put into tests/fuzz/seeds, which the ordinary tests replay.
set -eu
build=$1
seconds=$2
shift 2
CC=clang cmake -S . -B "$build" -G Ninja -DCASUS_FUZZ=ON -DCASUS_TESTS=ON >/dev/null
targets=$(for source in tests/fuzz/fuzz_*.c; do basename "$source" .c; done)
[ "${CASUS_MODEL:-}" ] || wanted=model
# shellcheck disable=SC2086
cmake --build "$build" -j "${JOBS:-2}" --target ${wanted:-} $targets
mkdir -p "$build/corpus/golden" tests/fuzz/seeds
for text in tests/golden/*.txt tests/golden/nonpolitical/*.txt; do
    split -b 700 "$text" "$build/corpus/golden/$(basename "$text" .txt)-"
done
broken=0
for name in ${*:-$targets}; do
    mkdir -p "$build/corpus/$name"
    echo "$name, $seconds s"
    CASUS_MODEL=${CASUS_MODEL:-$build/casus.model} "$build/$name" -max_total_time="$seconds" -max_len=2000 \
        -timeout=20 -rss_limit_mb=4000 -print_final_stats=1 -artifact_prefix="tests/fuzz/seeds/$name-" \
        "$build/corpus/$name" "$build/corpus/golden" tests/fuzz/seeds >"$build/$name.log" 2>&1 || {
        broken=1
        tail -40 "$build/$name.log"
    }
    grep -E 'number_of_executed|average_exec' "$build/$name.log" || :
done
exit $broken
