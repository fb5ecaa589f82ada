#!/usr/bin/env bash
# Runs a share of a GoogleTest program: run_share.sh SECONDS PROGRAM, with GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX set.
# Prints what the tests said that failed, the names of those that were skipped, and last how many tests there were: `./dev test`
# adds these lines up. A test that takes the program down, or never ends, fails together with those that it keeps from running.
set -uo pipefail
limit=$1 program=$2
# Some tests try everything then, where they else try a sample.
[[ -z ${LOOPSCOPE_LONG:-} ]] || limit=$((limit * 20))
said=$(mktemp)
trap 'rm -f "$said"' EXIT

timeout --kill-after=5 "$limit" "$program" --gtest_color=no >"$said" 2>&1 </dev/null
code=$?
awk -v code=$code -v limit="$limit" '
    function keep(line) { if (kept < 2000) text[kept++] = line; else lost++ }
    function tell(    i) {
        for (i = 0; i < kept; i++) print text[i]
        if (lost) print "(and " lost " more lines)"
    }
    function start() { kept = lost = 0; delete text }
    BEGIN { running = "" }
    # A program under test may leave half a line behind, so that what is looked for need not begin one.
    /\[==========\] Running [0-9]+ tests? from/ { match($0, /Running [0-9]+/); total = substr($0, RSTART + 8, RLENGTH - 8) + 0 }
    /^\[ RUN      \] / { start(); running = $4 }
    { keep($0) }
    running != "" && index($0, "[       OK ] " running) { passed++; running = ""; start(); next }
    running != "" && index($0, "[  SKIPPED ] " running) { skipped++; skips[skipped] = running; running = ""; start(); next }
    running != "" && index($0, "[  FAILED  ] " running) { tell(); running = ""; start(); next }
    END {
        failed = total - passed - skipped
        if (running != "") {
            tell()
            if (code == 124 || code == 137) print "[  FAILED  ] " running " did not end, the limit is " limit " s for all of these tests"
            else print "[  FAILED  ] " running " took its program down (exit code " code ")"
        } else if (code != 0 && failed == 0) {
            tell()
            print "[  FAILED  ] the tests passed, but their program ended with exit code " code
            failed = 1
            if (passed > 0) passed--
        } else if (total == 0) {
            tell()
            print "[  FAILED  ] no test ran"
            failed = 1
        }
        for (i = 1; i <= skipped; i++) print "skipped: " skips[i]
        printf "tests: %d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0
    }' "$said"
