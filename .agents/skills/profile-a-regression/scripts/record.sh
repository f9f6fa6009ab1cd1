#!/bin/sh
# Keeps one workload busy under dotnet-trace, and writes the trace to artifacts/profile/.
# usage: record.sh WORKLOAD [cpu|allocations] [SAMPLES] [PARAMS]
#        PARAMS: a JSON object such as '{ "concurrency": 50 }'
set -eu

workload=${1:-}
kind=${2:-cpu}
samples=${3:-20000}
params=${4:-}
case $workload in
  '' | *[!a-z0-9-]*)
    echo "usage: record.sh WORKLOAD [cpu|allocations] [SAMPLES] [PARAMS]   a workload is the first part of a metric, such as iteration" >&2
    exit 2
    ;;
esac
case $kind in
  cpu) profile= ;;
  allocations) profile='--profile gc-verbose' ;;
  *)
    echo "record: there is no kind \"$kind\"; take cpu or allocations." >&2
    exit 2
    ;;
esac
case $samples in
  '' | *[!0-9]*)
    echo "record: \"$samples\" is no number of samples." >&2
    exit 2
    ;;
esac
if ! command -v dotnet-trace > /dev/null 2>&1; then
  echo "record: dotnet-trace is not installed; run: dotnet tool install --global dotnet-trace" >&2
  exit 2
fi
runner=${PERFSPECS_RUNNER:-Skills.PerfSpecs.Runner/bin/Release/net10.0/Skills.PerfSpecs.Runner.dll}
if [ ! -f "$runner" ]; then
  echo "record: $runner does not exist; start this at the repository's root after 'dotnet build Skills.PerfSpecs.Runner -c Release'." >&2
  exit 2
fi

folder=artifacts/profile
mkdir -p "$folder"
# A target that everything keeps, and no early stop: the verdict does not matter here, the work does.
cat > "$folder/$workload.specs.json" << JSON
{ "specs": [ { "id": "profile-$workload", "metric": "$workload/duration", "target": "median < 10 min",
  "samples": $samples, "stop": "never", "stride": 1${params:+, \"params\": $params} } ] }
JSON
trace=$folder/$workload-$kind.nettrace
# shellcheck disable=SC2086 # The profile is two words or none.
dotnet-trace collect $profile --output "$trace" -- dotnet "$runner" --specs "$folder/$workload.specs.json" --no-spinner
echo "record: $trace; read it with: dotnet-trace report $trace topN -n 25"
