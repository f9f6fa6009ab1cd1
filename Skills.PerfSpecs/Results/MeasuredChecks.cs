using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs.Results;

/// <summary>Targets that say little beside what was last measured.</summary>
internal static class MeasuredChecks
{
    private const double Toothless = 10;

    /// <summary>A warning for each target that is ten times and more above the last value (PS203), or lies inside its interval (PS204).</summary>
    /// <param name="specs">The specs of the file.</param>
    /// <param name="history">What was measured on this machine, the latest last.</param>
    public static IEnumerable<Problem> Of(IReadOnlyList<Spec> specs, IEnumerable<HistoryRecord> history)
    {
        var last = history.Where(record => record.Estimate is not null).GroupBy(record => record.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (!last.TryGetValue(spec.Id, out var record) || !record.Metric.Equals(spec.Metric, StringComparison.Ordinal) || !record.Statistic.Equals(spec.Target.Statistic.ToString(), StringComparison.Ordinal))
                continue;
            var bound = spec.Target.Bound;
            var value = Format.Value(record.Estimate!.Value, bound.Unit, record.Interval);
            if (spec.Target.IsUpper && bound.Value >= Toothless * record.Estimate && record.Estimate > 0)
                yield return Warning(ProblemCodes.LooseTarget, spec, $"the target is {Format.Factor(bound.Value / record.Estimate.Value)} the last measured value, {value}, and guards little; see calibrate");
            else if (record.Lower < bound.Value && bound.Value < record.Upper)
                yield return Warning(ProblemCodes.TargetInNoise, spec, $"the target lies inside the last measured interval around {value}, so unchanged code may pass or not; take more samples, or leave more room");
        }
    }

    private static Problem Warning(string code, Spec spec, string message) => new(code, IsError: false, $"\"{spec.Id}\": {message}", spec.Where);
}
