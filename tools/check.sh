#!/bin/sh
# Builds with warnings as errors and runs every test, plain and under ASan and UBSan.
# usage: check.sh BUILD BUILD_ASAN
#
# The last line is the sum of all cases: those that cmocka counts ("[  PASSED  ] N test(s)."), and one
# for each program that counts none. A program that dies without a count is one failure.
set -u
build=$1
build_asan=$2
jobs=${JOBS:-2}
passed=0
failed=0
skipped=0

# Reads what "ctest --verbose" prints; gives "passed failed skipped".
count='
function cases(word,   s) {
    s = $0
    if (s !~ "\\[ *" word " *\\] +[0-9]+ test\\(s\\)") return 0
    sub(".*\\[ *" word " *\\] +", "", s)
    counted[id] = 1
    return s + 0
}
/^[0-9]+: / {
    id = $0 + 0
    good[id] += cases("PASSED")
    bad[id] += cases("FAILED")
    skip[id] += cases("SKIPPED")
}
/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
    id = $0
    sub(".*Test +#", "", id)
    id += 0
    seen[id] = 1
    ok[id] = $0 ~ / Passed +[0-9]/
    left[id] = $0 ~ /Skipped/
}
END {
    for (id in seen) {
        if (left[id]) { s++; continue }
        if (ok[id] && !counted[id]) good[id] = 1
        if (!ok[id] && !bad[id]) bad[id] = 1
        g += good[id]; b += bad[id]; s += skip[id]
    }
    print g + 0, b + 0, s + 0
}'

# Reads the log twice: which programs failed, then their lines.
said='
NR == FNR {
    if ($0 ~ /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / && $0 !~ / Passed +[0-9]/) {
        id = $0
        sub(".*Test +#", "", id)
        failed[id + 0] = 1
        print
    }
    next
}
/^[0-9]+: / && ($0 + 0) in failed && $0 !~ /\[ (RUN     |      OK) \]/'

run() { # run FOLDER CMAKE_FLAGS...
    folder=$1
    shift
    if ! { cmake -S . -B "$folder" -G Ninja -DCASUS_WERROR=ON -DCASUS_TESTS=ON "$@" >/dev/null &&
        cmake --build "$folder" -j "$jobs"; }; then
        echo "check: the build in $folder failed" >&2
        failed=$((failed + 1))
        return
    fi
    ctest --test-dir "$folder" -j "$jobs" --verbose >"$folder/check.log" 2>&1
    # What the failed programs said, without the cases that went well.
    awk "$said" "$folder/check.log" "$folder/check.log"
    # shellcheck disable=SC2046
    set -- $(awk "$count" "$folder/check.log")
    echo "$folder: $1 passed, $2 failed"
    [ "$1" -gt 0 ] || [ "$2" -gt 0 ] || failed=$((failed + 1)) # ctest itself did not run
    passed=$((passed + $1))
    failed=$((failed + $2))
    skipped=$((skipped + $3))
}

run "$build" -DCASUS_SANITIZE=OFF
run "$build_asan" -DCASUS_SANITIZE=ON
[ "$skipped" -eq 0 ] || echo "$skipped skipped (their data is not on this machine)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
