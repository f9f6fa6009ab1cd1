#!/bin/sh
# Lists every metric that specs.json may name, with what it is: one a line, separated by a tab.
# usage: list-metrics.sh [WORD]     only metrics whose name or description contains WORD
set -eu

root=$PWD
while [ ! -f "$root/PerfSpecs.sln" ]; do
  if [ "$root" = / ]; then
    echo "list-metrics: no PerfSpecs.sln here or above; start this inside the repository." >&2
    exit 2
  fi
  root=$(dirname "$root")
done

runner=${PERFSPECS_RUNNER:-$root/Skills.PerfSpecs.Runner/bin/Release/net10.0/Skills.PerfSpecs.Runner.dll}
if [ ! -f "$runner" ]; then
  echo "list-metrics: the runner is not built; run 'dotnet build Skills.PerfSpecs.Runner -c Release' in $root first." >&2
  exit 2
fi

# The schema is made from the registry that also checks specs.json, so this list cannot be out of date.
schema=$(dotnet "$runner" schema) || {
  echo "list-metrics: the runner could not print its schema; it said what is wrong above." >&2
  exit 2
}

printf '%s\n' "$schema" | awk -v word="${1:-}" '
  function text(line) { gsub(/^[ \t]*"|",?[ \t\r]*$/, "", line); gsub(/\\"/, "\"", line); return line }
  done { next }
  /"metric": \{/ { inside = 1 }
  inside && /"enum": \[/ { list = 1; next }
  inside && /"enumDescriptions": \[/ { list = 2; next }
  list && /^[ \t]*\]/ { if (list == 2) done = 1; list = 0; next }
  list == 1 { name[++names] = text($0) }
  list == 2 { about[++abouts] = text($0) }
  END {
    for (i = 1; i <= names; i++) {
      line = name[i] "\t" about[i]
      if (word == "" || index(tolower(line), tolower(word))) { print line; found = 1 }
    }
    exit !found
  }' || {
  echo "list-metrics: no metric matches \"${1:-}\"." >&2
  exit 1
}
