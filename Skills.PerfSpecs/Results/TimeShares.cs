using PerfSpecs.Running;

namespace PerfSpecs.Results;

/// <summary>The time of a run shared out over its specs: what several specs were judged from counts once, in equal parts.</summary>
internal static class TimeShares
{
    /// <summary>Each result's own part, such that the parts of one workload add up to the time that it took.</summary>
    /// <param name="results">All results of a run; one that was read back keeps the part that was stored.</param>
    public static IReadOnlyDictionary<SpecResult, TimeSpan> Of(IReadOnlyList<SpecResult> results)
    {
        var shares = new Dictionary<SpecResult, TimeSpan>(ReferenceEqualityComparer.Instance);
        foreach (var group in results.GroupBy(result => SampleGroup.Of(result.Spec)))
        {
            // Until the first was judged all share the time, then the others do.
            var waiting = group.OrderBy(result => result.Elapsed).ToList();
            var (reached, share) = (TimeSpan.Zero, TimeSpan.Zero);
            for (var i = 0; i < waiting.Count; i++)
            {
                share += (waiting[i].Elapsed - reached) / (waiting.Count - i);
                reached = waiting[i].Elapsed;
                shares[waiting[i]] = waiting[i].OwnTime ?? share;
            }
        }

        return shares;
    }

    /// <summary>The sum of some results' parts.</summary>
    public static TimeSpan Sum(this IReadOnlyDictionary<SpecResult, TimeSpan> shares, IEnumerable<SpecResult> results) =>
        results.Aggregate(TimeSpan.Zero, (sum, result) => sum + shares[result]);
}
