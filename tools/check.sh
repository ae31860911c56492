#!/bin/sh
# Builds with warnings as errors and runs every test, plain and under ASan and UBSan.
# usage: check.sh BUILD BUILD_ASAN
#
# Each test program prints cmocka's "[  PASSED  ] N test(s)." lines; ctest keeps them in its log, and
# the last line here is their sum. A program that dies without a count is one failure.
set -u
build=$1
build_asan=$2
jobs=${JOBS:-2}
passed=0
failed=0
skipped=0

sum() { # sum WORD LOG: the numbers behind "[  WORD  ]"
    sed -n "s/.*\[ *$1 *\] *\([0-9][0-9]*\) test(s).*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

run() { # run FOLDER CMAKE_FLAGS...
    folder=$1
    shift
    if ! { cmake -S . -B "$folder" -G Ninja -DCASUS_WERROR=ON -DCASUS_TESTS=ON "$@" >/dev/null &&
        cmake --build "$folder" -j "$jobs"; }; then
        echo "check: the build in $folder failed" >&2
        failed=$((failed + 1))
        return
    fi
    log="$folder/check.log"
    ctest --test-dir "$folder" -j "$jobs" --output-on-failure --output-log "$log" --verbose \
        >"$folder/check.out" 2>&1
    status=$?
    sed -i 's/^[0-9][0-9]*: //' "$log"
    good=$(sum PASSED "$log")
    bad=$(sum FAILED "$log")
    programs=$(sed -n 's/.* \([0-9][0-9]*\) tests failed out of .*/\1/p' "$log" | tail -1)
    # A crash, a sanitizer report or a timeout leaves no count of its own.
    [ "${programs:-0}" -gt "$bad" ] && bad=$programs
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    if [ "$bad" -ne 0 ]; then
        ctest --test-dir "$folder" --rerun-failed --output-on-failure 2>&1 | tail -200
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + $(sum SKIPPED "$log")))
    echo "$folder: $good passed, $bad failed"
}

run "$build" -DCASUS_SANITIZE=OFF
run "$build_asan" -DCASUS_SANITIZE=ON
[ "$skipped" -eq 0 ] || echo "$skipped skipped (their data is not on this machine)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
