#!/bin/sh
# One step of `git bisect run`: builds the runner, judges one spec, and answers in git's terms.
# usage: git bisect run sh bisect-step.sh SPECS.json ID
#        SPECS.json: an absolute path outside of the working tree, so that every commit is judged by the same budget
# answers: 0 good (pass), 1 bad (fail), 125 skip (no build, error, inconclusive, unfit, unknown spec), 128 stop
set -u

specs=${1:-}
id=${2:-}
case $specs in
  /*) ;;
  *)
    echo "bisect-step: give the absolute path of a specs file that git does not check out, then an id." >&2
    exit 128
    ;;
esac
if [ ! -f "$specs" ] || [ -z "$id" ]; then
  echo "bisect-step: $specs does not exist, or no id was given." >&2
  exit 128
fi

if [ -z "${PERFSPECS_RUNNER:-}" ]; then
  dotnet build Skills.PerfSpecs.Runner/Runner.csproj -c Release --nologo -v quiet || {
    echo "bisect-step: this commit does not build; skipped." >&2
    exit 125
  }
fi
runner=${PERFSPECS_RUNNER:-Skills.PerfSpecs.Runner/bin/Release/net10.0/Skills.PerfSpecs.Runner.dll}

# Strict, because an inconclusive commit must not count as a good one. One more try where the machine was disturbed.
for try in 1 2; do
  code=0
  dotnet "$runner" --specs "$specs" --run "$id" --strict --no-spinner || code=$?
  [ "$code" -eq 4 ] || break
done

case $code in
  0) exit 0 ;;
  1) exit 1 ;;
  130) exit 128 ;;
  *) exit 125 ;;
esac
