using PerfSpecs.Judging;
using PerfSpecs.Statistics;

namespace PerfSpecs.Results;

/// <summary>One thing that makes results impossible.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="What">What is wrong, as the end of a sentence that begins with the path.</param>
internal readonly record struct ResultsProblem(string Path, string What);

/// <summary>Checks that results could have been written by a run, before anything is computed from them.</summary>
internal static class ResultsCheck
{
    /// <summary>The most samples of one spec, as in a specs file.</summary>
    private const int MostSamples = 1_000_000;

    /// <summary>The same for a file without digests, which anyone can have written: the gate's time grows faster than its cap.</summary>
    private const int MostWithoutDigest = 20_000;

    private const int MostStride = 1_000_000;
    private const int MostLaunches = 100;

    /// <summary>Everything that is impossible, in the file's order.</summary>
    public static IEnumerable<ResultsProblem> Of(ResultsFile results)
    {
        if (results.File is null)
            yield return new("$.file", "is missing");
        if (results.Environment is not { Runtime: not null, OperatingSystem: not null, Architecture: not null, Machine: not null }
            || results.Environment is not { Configuration: not null, Jit: not null, GarbageCollector: not null })
            yield return new("$.environment", "lacks something that every run has");
        if (results.Machine is not { Spread: >= 0, Disturbed: >= 0, Beats: >= 0 })
            yield return new("$.machine", "is missing or has a negative number");
        if (results.Specs is null)
        {
            yield return new("$.specs", "is missing");
            yield break;
        }

        if (results.Started.Year is < 1970 or > 9000)
            yield return new("$.started", "is no time of a run");
        if (!IsTime(results.ElapsedSeconds))
            yield return new("$.elapsedSeconds", "is no time of a run");
        if (!(results.FalseAlarmRate is > 0 and < 1))
            yield return new("$.falseAlarmRate", "is no probability between 0 and 1");
        if (!IsPartOf(results.FailError, results.FalseAlarmRate))
            yield return new("$.failError", "is not falseAlarmRate divided by a whole number");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, record) in results.Specs.Index())
        {
            var path = FormattableString.Invariant($"$.specs[{index}]");
            if (record is null)
            {
                yield return new(path, "is null");
                continue;
            }

            foreach (var problem in Missing(path, record).DefaultIfEmpty())
            {
                if (problem.Path is not null)
                    yield return problem;
            }

            if (record.FailError is { } part && !part.Equals(results.FailError))
                yield return new($"{path}.failError", "is not the file's failError");
            if (record.Id is { } id && !ids.Add(id))
                yield return new($"{path}.id", $"is \"{id}\", as of an earlier spec");
        }
    }

    private static IEnumerable<ResultsProblem> Missing(string path, SpecRecord record)
    {
        (string Name, object? Value)[] parts =
        [
            ("id", record.Id), ("path", record.Path), ("metric", record.Metric), ("target", record.Target),
            ("unit", record.Unit), ("tags", record.Tags), ("verdict", record.Verdict), ("explanation", record.Explanation), ("values", record.Values),
        ];
        var missing = Array.FindAll(parts, part => part.Value is null);
        if (missing.Length > 0)
            return missing.Select(part => new ResultsProblem($"{path}.{part.Name}", "is missing"));
        return Impossible(record).Select(problem => problem with { Path = $"{path}.{problem.Path}" });
    }

    private static IEnumerable<ResultsProblem> Impossible(SpecRecord record)
    {
        if (!IsMetric(record.Metric))
            yield return new("metric", "is no metric such as workload/measure");
        if (record.Reference is { } reference && !IsMetric(reference))
            yield return new("reference", "is no metric such as workload/measure");
        if (SpecRecord.VerdictOf(record.Verdict) is not { } verdict)
            yield return new("verdict", $"is \"{record.Verdict}\", which is no verdict");
        else if (record.Cause is { } cause && (cause.Kind is null || !cause.Fits(verdict)))
            yield return new("cause", $"is no cause of the verdict \"{record.Verdict}\"");
        else if (record.Cause?.Kind is CauseRecord.Disturbed && record.Disturbed is null)
            yield return new("disturbed", "is missing, and the cause needs it");
        else if (record.Values.Count is 0 && verdict is Verdict.Pass or Verdict.Fail)
            yield return new("values", $"is empty, so that there cannot be a {record.Verdict}");
        var most = record.Digest is null ? MostWithoutDigest : MostSamples;
        if (record.Disturbed is { } turns && (turns.Count < 1 || turns.Count > turns.Of))
            yield return new("disturbed.count", FormattableString.Invariant($"is {turns.Count}, and must be between 1 and all {turns.Of} turns"));
        if (record.SpanSeconds is not (null or (>= 0 and < 1e9)))
            yield return new("spanSeconds", "is no time that a run takes");
        if (record.Cap < 1 || record.Cap > most)
            yield return new("cap", FormattableString.Invariant($"is {record.Cap}, and must be between 1 and {most}"));
        if (record.Samples != record.Values.Count)
            yield return new("samples", FormattableString.Invariant($"is {record.Samples}, but there are {record.Values.Count} values"));
        if (record.Values.Count > Math.Max(record.Cap, 2))
            yield return new("values", FormattableString.Invariant($"holds {record.Values.Count} numbers, above the cap of {record.Cap}"));
        if (record.Values.Index().FirstOrDefault(value => !double.IsFinite(value.Item)) is { Item: not 0 } bad)
            yield return new(FormattableString.Invariant($"values[{bad.Index}]"), "is too large for a number");
        if (!(record.Confidence is > 0 and < 1))
            yield return new("confidence", "is no probability between 0 and 1");
        if (record.FailError is not (null or > 0 and < 1))
            yield return new("failError", "is no probability between 0 and 1");
        if (record.Max is { } max && !(max > 0 && double.IsFinite(max)))
            yield return new("max", "is not above 0");
        if (record.Stride is < 1 or > MostStride)
            yield return new("stride", FormattableString.Invariant($"is {record.Stride}, and must be between 1 and {MostStride}"));
        if (record.Correlation is not (null or >= -1 and <= 1))
            yield return new("correlation", "is not between -1 and 1");
        if (record.Batch < 1)
            yield return new("batch", FormattableString.Invariant($"is {record.Batch}, and must be at least 1"));
        if (record.Launches is { } launches && !IsPossible(launches, record))
            yield return new("launches", "contradicts itself or the number of values");
        if (!IsTime(record.ElapsedSeconds))
            yield return new("elapsedSeconds", "is no time of a spec");
        if (record.OwnSeconds is { } own && !IsTime(own))
            yield return new("ownSeconds", "is no time of a spec");
        if (record.Line is < 1)
            yield return new("line", "is not above 0");
        if (record.Severity is { } severity && SpecRecord.SeverityOf(severity) is null)
            yield return new("severity", $"is \"{severity}\", which is no severity");
        if (record.WarmUp is { } warmUp && (warmUp.Values is null || warmUp.Every < 1 || !warmUp.Values.All(double.IsFinite)))
            yield return new("warmUp", "is no series of numbers");
        if (record.Tags.Any(tag => tag is null))
            yield return new("tags", "holds null");
        if (IsMetric(record.Metric) && TargetProblem(record) is { } problem)
            yield return new("target", problem);
    }

    private static string? TargetProblem(SpecRecord record)
    {
        var (spec, problem) = Rejudgement.SpecOf(record);
        if (spec is null)
            return $"\"{record.Target}\" cannot be read: {problem}";
        var bound = spec.Target.Bound.Value;
        return spec.Target.Statistic switch
        {
            Statistic.Rate when !(bound is > 0 and < 1) => "is no rate between 0 % and 100 %",
            Statistic.Mean when !(bound > 0 && bound < spec.Max) => "is no mean between 0 and max",
            _ when !GateOf.IsPossible(spec) => "and the confidence are too extreme to be judged",
            _ => null,
        };
    }

    private static bool IsMetric(string metric) => metric.LastIndexOf('/') is > 0 and var slash && slash < metric.Length - 1;

    private static bool IsPossible(LaunchSpread launches, SpecRecord record) =>
        launches is { Launches: >= 1 and <= MostLaunches, Each: >= 1, Spread: null or >= 0, Correlation: null or >= 0 and <= 1 }
        && launches.Each <= record.Cap && record.Values.Count <= (long)launches.Launches * launches.Each;

    private static bool IsTime(double seconds) => seconds is >= 0 and < 1e9;

    private static bool IsPartOf(double part, double whole)
    {
        var parts = whole / part;
        return part > 0 && parts is >= 1 - 1e-9 and < 1e9 && Math.Abs(parts - Math.Round(parts)) < 1e-6;
    }
}
