#!/usr/bin/env bash
# The real program on its command line: program_test.sh PROGRAM
set -uo pipefail
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Nothing here may need a display.
unset DISPLAY WAYLAND_DISPLAY

failures=0
wrong() {
    echo "WRONG: $*"
    failures=$((failures + 1))
}

# expect CODE ARGUMENT...: the exit code; leaves $work/out and $work/err.
expect() {
    local wanted=$1 code
    shift
    timeout 60 "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
    ((code == wanted)) || wrong "loopscope $*: exit code $code instead of $wanted; said: $(cat "$work/err")"
}
# refuse ARGUMENT...: exit code 2, one line on standard error, nothing on standard output.
refuse() {
    expect 2 "$@"
    (($(wc -l <"$work/err") == 1)) || wrong "loopscope $*: not one line: $(cat "$work/err")"
    [[ ! -s $work/out ]] || wrong "loopscope $*: something on standard output"
}
says() { grep -qF -- "$2" "$work/$1" || wrong "no '$2' in: $(head -c 2000 "$work/$1")"; }
# width and height of a PNG
png_size() { od -An -tu1 -j16 -N8 "$1" | awk '{print $1*16777216+$2*65536+$3*256+$4 "x" $5*16777216+$6*65536+$7*256+$8}'; }

expect 0 --version
says out "loopscope "
expect 0 --help
says out "render"
expect 0 list
grep -qE '^two-tasks +Two tasks that wait$' "$work/out" || wrong "the list lacks two-tasks: $(cat "$work/out")"

for mode in sync async threads mt-async; do
    seconds=1.000000
    [[ $mode == sync ]] && seconds=2.000000
    expect 0 play two-tasks --headless --fast --mode $mode --format json
    tail -n 1 "$work/out" >"$work/last"
    says last "\"summary\": true, \"mode\": \"$mode\", \"loop_s\": $seconds,"
    says last '"outcome": "done"}'
    expect 0 play two-tasks --headless --fast --mode $mode
    tail -n 1 "$work/out" >"$work/last"
    says last "done after $seconds s of loop time"
done
expect 0 play two-tasks --headless --fast --set tasks=200 --set wait=block --format json
expect 0 play two-tasks --headless --fast --format json
cp "$work/out" "$work/first"
expect 0 play two-tasks --headless --fast --format json
diff <(grep -v summary "$work/first") <(grep -v summary "$work/out") >/dev/null ||
    wrong "two runs in virtual time differ"

# Decks are files.
mkdir -p "$work/deck/01-mine" "$work/deck/02-broken"
printf -- '---\ntitle: My lesson\nprogram: two_tasks\nclaims: [{finish: 1}]\n---\nText\n' >"$work/deck/01-mine/lesson.md"
expect 0 list "$work/deck"
says out "mine  My lesson"
expect 0 check "$work/deck/01-mine/lesson.md"
says out "1 lesson, nothing wrong"
expect 0 play mine --deck "$work/deck" --headless --fast
expect 0 render mine --deck "$work/deck" --out "$work/mine.png"
sed 's/finish: 1/finish: 3/' "$work/deck/01-mine/lesson.md" >"$work/deck/02-broken/lesson.md"
expect 1 check "$work/deck"
says out "02-broken/lesson.md:4: in async: it takes 1 s, not 3 s"
printf -- '---\ntitle: No program\nprogram: two_taks\n---\n' >"$work/deck/02-broken/lesson.md"
expect 1 check "$work/deck"
says out "02-broken/lesson.md:3: there is no program \"two_taks\" (did you mean \"two_tasks\"?)"
expect 1 play broken --deck "$work/deck" --headless
(($(wc -l <"$work/err") == 1)) || wrong "not one line: $(cat "$work/err")"
expect 1 render broken --deck "$work/deck" --out "$work/x.png"
expect 0 check
says out "lessons, nothing wrong"
expect 0 programs
says out "two_tasks: "
refuse check "$work/nowhere"
refuse "$work/nowhere"
refuse play mine --headless --deck "$work/nowhere"
refuse list "$work/deck" more

# What is empty is not what is missing.
refuse check ""
refuse list ""
refuse play "" --headless
refuse play two-tasks --headless --mode ""
refuse render recap --view columns --out "$work/x.png"
says err "recap has no columns"
mkdir "$work/empty"
refuse list "$work/empty"
says err "there are no lessons in this folder"

# Titles do not command the terminal.
mkdir -p "$work/odd/01-odd"
printf -- '---\ntitle: "Odd \\e[2J"\nprogram: "two\\e[2J"\n---\n' >"$work/odd/01-odd/lesson.md"
expect 0 list "$work/odd"
says out 'Odd \x1b[2J'
expect 1 check "$work/odd"
says out 'two\x1b[2J'
refuse "two$(printf '\033')"
says err '\x1b'
# Nothing that lies in a deck makes it wait.
rm "$work/odd/01-odd/lesson.md"
mkfifo "$work/odd/01-odd/program.cpp"
printf -- '---\ntitle: Odd\nprogram: program.cpp\n---\n' >"$work/odd/01-odd/lesson.md"
expect 1 check "$work/odd"
says out "program.cpp: this is not a file that can be read"
truncate -s 2G "$work/odd/01-odd/lesson.md"
expect 1 check "$work/odd"
says out "larger than 1 megabyte"

# Closed standard streams are no place for what we open.
"$program" render two-tasks --out "$work/closed.png" <&- >&- 2>&- || wrong "with closed streams: exit code $?"
[[ $(png_size "$work/closed.png") == 1600x900 ]] || wrong "with closed streams: no picture"
"$program" check >&- || wrong "check without an output: exit code $?"

# Too few descriptors for a run are told, whatever is being run.
for most in 6 8 10; do
    for command in "play two-tasks --headless --fast" "check" "render two-tasks --out $work/few.png"; do
        # shellcheck disable=SC2086
        (ulimit -n $most && exec "$program" $command) >"$work/out" 2>"$work/err" </dev/null
        code=$?
        ((code == 1)) || wrong "$command with $most descriptors: exit code $code"
        says err "too few files may be open at once"
    done
done

refuse two-taks
says err "did you mean \"two-tasks\"?"
refuse play two-tasks --headless --mode sometimes
refuse play two-tasks --headless --set tasks=0
refuse play two-tasks --headless --set tasks=1000
refuse play two-tasks --headless --set colour=red
refuse play two-tasks --headless --format xml
refuse play two-tasks --fast
refuse render two-tasks
refuse render two-tasks --out "$work/x.png" --size 12
refuse render two-tasks --out "$work/x.png" --at 99999999
says err "there is no event 99999999"
refuse --nonsense
[[ ! -e $work/x.png ]] || wrong "a refused picture was written"

expect 1 render two-tasks --out "$work/none/x.png"
(($(wc -l <"$work/err") == 1)) || wrong "not one line: $(cat "$work/err")"
for view in slide columns anatomy presenter; do
    expect 0 render two-tasks --view $view --at end --size 900x700 --theme light --out "$work/$view.png"
    [[ $(png_size "$work/$view.png") == 900x700 ]] || wrong "$view.png is $(png_size "$work/$view.png")"
done
expect 0 render two-tasks --at 12 --size 800x600 --scale 0.5 --mode threads --set tasks=40 --out "$work/at.png"

# What a limit has stopped is shown as far as it went, told in one line, and counts as a failure.
for limit in "--max-events 30" "--max-loop-time 0.5" "--max-time 0.000001"; do
    # shellcheck disable=SC2086
    expect 1 render two-tasks $limit --out "$work/stopped.png"
    says err "two-tasks: drawn as far as it went, stopped after"
    says err "${limit% *} allows more"
    (($(wc -l <"$work/err") == 1)) || wrong "not one line: $(cat "$work/err")"
    [[ $(png_size "$work/stopped.png") == 1600x900 ]] || wrong "$limit: no picture"
    rm -f "$work/stopped.png"
    # shellcheck disable=SC2086
    expect 1 play two-tasks --headless --fast $limit --format json
    # In virtual time it may have come to its end before it could be stopped.
    tail -n 1 "$work/out" | grep -qE '"outcome": "(stopped|done)"}$' || wrong "$limit: no summary"
    says err "${limit% *} allows more"
done
expect 0 render two-tasks --max-events none --max-loop-time none --max-time none --out "$work/all.png"
expect 1 check --max-loop-time 0.5
says out "does not end within 0.5 s of loop time"
refuse render two-tasks --out "$work/x.png" --max-events 0

# A reader that has seen enough ends the run, in good order.
"$program" play two-tasks --headless --format json 2>"$work/err" | head -n 1 >/dev/null
codes=("${PIPESTATUS[@]}")
((codes[0] == 0)) || wrong "with a reader that leaves: exit code ${codes[0]}"
[[ ! -s $work/err ]] || wrong "with a reader that leaves: $(cat "$work/err")"
expect 0 list
"$program" list >/dev/full 2>"$work/err" && wrong "a full disk went unnoticed"
says err "standard output"

# Ctrl-C ends it too, and the summary still comes. Job control, so that the interrupt is not ignored.
set -m
"$program" play two-tasks --headless --set seconds=10 --format json >"$work/out" 2>"$work/err" &
pid=$!
set +m
for _ in $(seq 200); do
    grep -q task-suspended "$work/out" && break
    sleep 0.02
done
kill -INT $pid
wait $pid
code=$?
((code == 130)) || wrong "interrupted: exit code $code"
tail -n 1 "$work/out" >"$work/last"
says last '"outcome": "stopped"}'

((failures == 0)) && echo "all as it should be"
((failures == 0))
