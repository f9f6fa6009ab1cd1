#!/bin/sh
# Lists the commits since the last tag, oldest first: hash, day, folders touched, subject; separated by tabs.
# usage: commits-since-tag.sh [FROM [TO]]     defaults: the last tag before TO (else the first commit), and HEAD
set -eu

if ! git rev-parse --git-dir > /dev/null 2>&1; then
  echo "commits-since-tag: this is no git repository." >&2
  exit 2
fi
to=${2:-HEAD}
if ! git rev-parse --quiet --verify "$to^{commit}" > /dev/null; then
  echo "commits-since-tag: there is no commit \"$to\"." >&2
  exit 2
fi
from=${1:-$(git describe --tags --abbrev=0 "$to" 2> /dev/null || true)}
if [ -n "$from" ] && ! git rev-parse --quiet --verify "$from^{commit}" > /dev/null; then
  echo "commits-since-tag: there is no tag or commit \"$from\"; git tag lists the tags." >&2
  exit 2
fi

range=${from:+$from..}$to
echo "# $range, $(git rev-list --count --no-merges "$range") commits" >&2
git log --reverse --no-merges --date=short --name-only --format='%x01%h%x09%ad%x09%s' "$range" | awk '
  function flush() { if (commit != "") { split(commit, part, "\t"); printf "%s\t%s\t%s\t%s\n", part[1], part[2], folders == "" ? "-" : folders, substr(commit, length(part[1]) + length(part[2]) + 3) } }
  /^\001/ { flush(); commit = substr($0, 2); folders = ""; split("", seen); next }
  NF {
    folder = index($0, "/") ? substr($0, 1, index($0, "/") - 1) : "."
    if (!(folder in seen)) { seen[folder] = 1; folders = folders (folders == "" ? "" : ",") folder }
  }
  END { flush() }'
