#!/bin/sh
# Prints the specs of a results file that need attention, one a block. Needs a POSIX shell and awk, nothing else.
# usage: failed-specs.sh RESULTS.json [VERDICT...]      verdicts to print; default: fail error
# exit:  0 none found, 1 some were printed, 2 the file cannot be used
set -eu
LC_ALL=C
export LC_ALL

results=${1:-}
if [ -z "$results" ]; then
  echo "usage: failed-specs.sh RESULTS.json [VERDICT...]" >&2
  exit 2
fi
shift
if [ ! -s "$results" ]; then
  echo "failed-specs: $results is missing or empty; write one with: make perf ARGS='--json $results'" >&2
  exit 2
fi
for verdict in "$@"; do
  case $verdict in
    pass | fail | inconclusive | error | unfit | skipped | quarantined) ;;
    *)
      echo "failed-specs: there is no verdict \"$verdict\"; take pass, fail, inconclusive, error, unfit, skipped or quarantined." >&2
      exit 2
      ;;
  esac
done

awk -v wanted=" ${*:-fail error} " -v source="$results" '
  # A reader of JSON that keeps the scalars of the root and of each element of "specs".
  function bad(what) { printf "failed-specs: %s: %s at character %d; was the run killed while writing?\n", source, what, at > "/dev/stderr"; broken = 1; exit 2 }
  function skip() { while (substr(json, at, 1) ~ /^[ \t\r\n]$/) at++ }
  function utf8(code) {
    if (code < 128) return sprintf("%c", code)
    if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
    if (code < 65536) return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, 128 + int(code / 64) % 64, 128 + code % 64)
  }
  function hex(digits,   i, value) {
    for (i = 1; i <= 4; i++) value = value * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
    return value
  }
  function string(   from, text, c, code, low) {
    at++
    for (from = at; ; at++) {
      c = substr(json, at, 1)
      if (c == "") bad("a text without an end")
      if (c == "\"") { text = text substr(json, from, at - from); at++; return text }
      if (c != "\\") continue
      text = text substr(json, from, at - from)
      c = substr(json, ++at, 1)
      if (c == "u") {
        code = hex(substr(json, at + 1, 4)); at += 4
        if (code >= 55296 && code < 56320 && substr(json, at + 1, 2) == "\\u") {
          low = hex(substr(json, at + 3, 4)); at += 6
          code = 65536 + (code - 55296) * 1024 + low - 56320
        }
        text = text utf8(code)
      } else text = text (c == "n" ? "\n" : c == "t" ? "\t" : c == "r" ? "\r" : c)
      from = at + 1
    }
  }
  function value(path,   c, key, from) {
    skip()
    c = substr(json, at, 1)
    if (c == "\"") { keep(path, string()); return }
    if (c == "{") {
      at++
      if (path == "specs[]") split("", field)
      for (skip(); substr(json, at, 1) != "}"; skip()) {
        if (substr(json, at, 1) != "\"") bad("a property without a name")
        key = string(); skip()
        if (substr(json, at++, 1) != ":") bad("a name without a colon")
        value(path == "" ? key : path "." key); skip()
        if (substr(json, at, 1) == ",") at++
      }
      at++
      if (path == "specs[]") show()
      return
    }
    if (c == "[") {
      at++
      for (skip(); substr(json, at, 1) != "]"; skip()) {
        value(path "[]"); skip()
        if (substr(json, at, 1) == ",") at++
      }
      at++
      return
    }
    for (from = at; substr(json, at, 1) ~ /^[-+.0-9a-zA-Z]$/; at++);
    if (at == from) bad("no value")
    keep(path, substr(json, from, at - from))
  }
  function keep(path, text) {
    if (path ~ /^specs\[\]\.[a-zA-Z]+$/) field[substr(path, 9)] = text
    else if (path ~ /^[a-zA-Z]+$/) root[path] = text
  }
  function show() {
    specs++
    if (index(wanted, " " field["verdict"] " ") == 0) return
    printf "%s%s  %s\n", found++ ? "\n" : "", field["verdict"], field["id"]
    printf "  where    %s\n", "line" in field ? root["file"] ":" field["line"] : "declared in code"
    printf "  metric   %s%s\n", field["metric"], "reference" in field ? "  over  " field["reference"] : ""
    printf "  target   %s\n", field["target"]
    printf "  samples  %s of at most %s\n", field["samples"], field["cap"]
    printf "  says     %s\n", field["explanation"]
    printf "  again    make perf ONLY=%c%s%c SEED=%s\n", 39, field["id"], 39, root["seed"]
  }
  { json = json $0 "\n" }
  END {
    if (broken) exit 2
    at = 1
    value("")
    if (!("version" in root) || !("seed" in root)) { printf "failed-specs: %s is no results file of PerfSpecs (no version or no seed in it)\n", source > "/dev/stderr"; exit 2 }
    if (root["version"] != 1) { printf "failed-specs: %s has format version %s, and this script reads version 1\n", source, root["version"] > "/dev/stderr"; exit 2 }
    printf "%s%d of %d specs in %s%s\n", found ? "\n" : "", found, specs, source, root["cancelled"] == "true" ? " (the run was cancelled)" : ""
    exit found > 0
  }' "$results"
