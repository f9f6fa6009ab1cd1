
namespace PerfSpecs.Results;

/// <summary>Several results files of one suite, the oldest run first.</summary>
/// <param name="Runs">The runs; at least one.</param>
internal sealed record StoredRuns(IReadOnlyList<ResultsFile> Runs)
{
    /// <summary>Reads the files.</summary>
    /// <returns>The runs, or why one cannot be read or was given twice.</returns>
    public static (StoredRuns? Runs, string? Problem) Read(IReadOnlyList<string> paths)
    {
        var runs = new List<ResultsFile>();
        foreach (var path in paths)
        {
            var (results, problem) = ResultsFile.Read(path);
            if (results is null)
                return (null, problem);
            if (runs.Exists(run => run.Started == results.Started && run.Seed == results.Seed))
                return (null, $"{StartFolder.Shown(path)} holds the same run as another file ({results.Started:u}, seed {results.Seed}); one run tells nothing of the differences between runs.");
            runs.Add(results);
        }

        return (new StoredRuns([.. runs.OrderBy(run => run.Started)]), null);
    }

    /// <summary>In what the machines or builds of the runs differ, in words; empty where they are alike.</summary>
    public IReadOnlyList<string> Differences() =>
        [.. Runs.Skip(1).SelectMany(run => run.Environment.DifferencesFrom(Runs[0].Environment)).Distinct(StringComparer.Ordinal)];

    /// <summary>A spec's samples in each run that measured it on a fit machine, the oldest run first.</summary>
    /// <param name="spec">The spec as it stands now; its target may have been another one.</param>
    public RecordedSamples Samples(Spec spec) => RecordedSamples.Of(spec, Records(spec).Select(record => (record.Values, record.Cap)));

    private IEnumerable<SpecRecord> Records(Spec spec) =>
        from run in Runs
        from record in run.Specs
        where string.Equals(record.Id, spec.Id, StringComparison.Ordinal)
            && string.Equals(record.Metric, spec.Metric, StringComparison.Ordinal)
            && string.Equals(record.Reference, spec.Reference, StringComparison.Ordinal)
            && record.Verdict is "pass" or "fail" or "inconclusive"
            && record.Values.Count > 0
        select record;
}

/// <summary>What was measured of a spec.</summary>
/// <param name="Spec">The spec, with the greatest cap that its runs had where it states none: the cost of a sample decided.</param>
/// <param name="Runs">The samples of each run, in base units.</param>
internal sealed record RecordedSamples(Spec Spec, IReadOnlyList<IReadOnlyList<double>> Runs)
{
    /// <summary>The samples of some runs.</summary>
    /// <param name="spec">The spec as it stands now.</param>
    /// <param name="runs">The samples and the cap of each run.</param>
    public static RecordedSamples Of(Spec spec, IEnumerable<(IReadOnlyList<double> Values, int Cap)> runs)
    {
        var all = runs.ToList();
        return new RecordedSamples(
            spec.IsCapStated || all.Count is 0 ? spec : spec with { Samples = all.Max(run => run.Cap) },
            [.. all.Select(run => run.Values)]);
    }
}
