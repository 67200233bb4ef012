# shellcheck shell=bash
# What the scripts of this folder share: messages, and steps that always show a line of progress.
# A script sets `log` (the file that the output of its steps goes to) before its first step.

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seconds_between_lines=5

# Clones in different folders, and presets, share what ccache knows; it keeps what was compiled with precompiled headers only if
# told to look past their times.
export CCACHE_BASEDIR=$source_dir CCACHE_NOHASHDIR=true CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '%s\n' "$*"; }

# fail SENTENCE: says what is wrong and what to do, and ends the script.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# refuse_arguments "$@": for scripts that take none. Prints the comment at the top of the script instead.
refuse_arguments() {
  (($# != 0)) || return 0
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
  [[ $1 == -h || $1 == --help ]] || fail "It takes no arguments."
  exit 0
}

start_log() {
  log=$1
  { mkdir -p "$(dirname "$log")" && : >"$log"; } 2>/dev/null ||
    fail "$PWD/$log cannot be written; if root made $(dirname "$log")/, remove that folder (sudo rm -r) and run this script again."
}

# run_step TITLE COMMAND…: runs the command with its output in the log; ends the script when it fails.
run_step() {
  try_step "$@" || fail_with_log "$1"
}

# try_step TITLE COMMAND…: the same, but leaves it to the caller what a failure means. Leaves the command's output, as part
# of the log, to step_output.
try_step() {
  local title=$1 start=$SECONDS status=0
  shift
  printf '\n== %s\n' "$title" >>"$log"
  step_offset=$(stat -c %s "$log")
  start_child "$@"
  show_progress "$title" "$start"
  wait "$child" || status=$?
  child=
  end_progress "$title" "$start" "$status"
  return "$status"
}

step_output() { tail -c "+$((step_offset + 1))" "$log"; }

fail_with_log() {
  printf '%s failed. The last lines of %s:\n' "$1" "$log" >&2
  step_output | tr '\r' '\n' | tail -n 25 | sed 's/^/  /' >&2
  exit 1
}

# The child gets a process group of its own, so that it and all that it started can be ended together.
child=
after_interrupt= # what to say on Ctrl+C
start_child() {
  set -m
  "$@" >>"$log" 2>&1 </dev/null &
  child=$!
  set +m
}

stop_child() {
  [[ -z $child ]] || kill -- "-$child" 2>/dev/null || true
}
trap stop_child EXIT
trap '[[ -z $after_interrupt ]] || say "$after_interrupt"; exit 130' INT
trap 'exit 143' TERM

# On a terminal one line that changes, elsewhere a new line every few seconds.
show_progress() {
  local title=$1 start=$2 shown=$2
  while kill -0 "$child" 2>/dev/null; do
    if [[ -t 1 ]]; then
      printf '\r\033[K%s' "$(status_line "$title" "$start")"
    elif ((SECONDS - shown >= seconds_between_lines)); then
      status_line "$title" "$start"
      shown=$SECONDS
    fi
    sleep 0.5
  done
}

status_line() {
  printf '%4d s  %s: %s\n' "$((SECONDS - $2))" "$1" "$(last_line)" | cut -c "1-${COLUMNS:-100}"
}

# Without what Qt says about a machine that nobody is logged in to.
last_line() { step_output | tail -c 2000 | tr '\r' '\n' | grep -vE '^[[:space:]]*$|^QStandardPaths' | tail -n 1; }

end_progress() {
  local title=$1 start=$2 status=$3 word=done
  ((status == 0)) || word=failed
  [[ ! -t 1 ]] || printf '\r\033[K'
  printf '%4d s  %s: %s\n' "$((SECONDS - start))" "$title" "$word"
}
