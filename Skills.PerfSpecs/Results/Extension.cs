using PerfSpecs.Environments;
using PerfSpecs.Running;

namespace PerfSpecs.Results;

/// <summary>Goes on with a run that was cut short. That is the same sequential test and spends no error twice; a fresh run until the result pleases would.</summary>
public static class Extension
{
    /// <summary>The plan with the stored samples of every spec that is still judged as it was then.</summary>
    /// <param name="plan">The plan of today.</param>
    /// <param name="results">What the earlier run stored.</param>
    /// <param name="environment">Where today's run happens: samples of another machine or runtime are not added to.</param>
    /// <returns>The plan, and the ids of the selected specs that begin anew.</returns>
    public static (RunPlan Plan, IReadOnlyList<string> Anew) Of(RunPlan plan, ResultsFile results, RunEnvironment environment)
    {
        var isSamePlace = IsSamePlace(results.Environment, environment);
        var earlier = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var record in results.Specs)
        {
            var planned = plan.Specs.FirstOrDefault(spec => string.Equals(spec.Spec.Id, record.Id, StringComparison.Ordinal));
            if (isSamePlace && planned is not null && record.Verdict is not ("error" or "unfit") && IsSameTest(record, planned.Spec, plan.FailError))
                earlier[record.Id] = record.Values;
        }

        // A cap that nobody stated was fixed by the earlier run: the test goes on under it.
        var caps = results.Specs.Where(record => earlier.ContainsKey(record.Id)).ToDictionary(record => record.Id, record => record.Cap, StringComparer.Ordinal);
        var specs = plan.Specs.Select(planned => caps.TryGetValue(planned.Spec.Id, out var cap) ? planned with { Spec = planned.Spec with { Samples = cap } } : planned);
        return (plan with { Specs = [.. specs], Earlier = earlier }, [.. plan.Specs.Select(spec => spec.Spec.Id).Where(id => !earlier.ContainsKey(id))]);
    }

    private static bool IsSamePlace(RunEnvironment then, RunEnvironment now) =>
        then with { Machine = now.Machine, HasDebugger = now.HasDebugger } == now;

    private static bool IsSameTest(SpecRecord record, Spec spec, double failError) =>
        string.Equals(record.Metric, spec.Metric, StringComparison.Ordinal)
        && string.Equals(record.Reference, spec.Reference, StringComparison.Ordinal)
        && string.Equals(record.Target, spec.Target.ToString(), StringComparison.Ordinal)
        && (record.Cap == spec.Samples || !spec.IsCapStated)
        && record.Confidence.Equals(spec.Confidence)
        && record.StopsEarly == spec.Stop is StopRule.WhenCertain
        && (record.FailError is null || record.FailError.Equals(failError))
        && spec.Launches is 1;
}
