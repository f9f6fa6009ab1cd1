namespace PerfSpecs.Proposals;

/// <summary>What would make a target possible where calibration found none.</summary>
/// <param name="Samples">About how many samples of each run; the spec's own where they are enough.</param>
/// <param name="Runs">How many runs, each a process of its own; those recorded where they are enough.</param>
public sealed record Remedy(int Samples, int Runs)
{
    private const int MostSamples = 10_000;
    private const int MostRuns = 20;
    private const int Enough = 10;

    /// <summary>The cheapest of: the samples that a run left out, more runs, more samples, or ten runs of more samples.</summary>
    /// <param name="spec">The spec: a quantile.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="specs">The samples of each recorded run, for each of the specs that share the target.</param>
    /// <returns>Null where none of them would do, or the target is not a quantile's.</returns>
    public static Remedy? Of(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> specs)
    {
        if (spec.Target.Statistic is not Statistic.Quantile)
            return null;
        var recorded = specs.Min(runs => runs.Count);
        if (specs.Any(runs => runs.Any(values => values.Count < spec.Samples)) && Suffice(spec.Samples, recorded))
            return new Remedy(spec.Samples, recorded);
        // One run takes its spread from an assumption, which more runs replace by less certain knowledge.
        if (recorded < MostRuns && Suffice(spec.Samples, MostRuns))
            return new Remedy(spec.Samples, Least(recorded, MostRuns, runs => Suffice(spec.Samples, runs), 1));
        return MoreSamples(recorded) ?? (recorded < Enough ? MoreSamples(Enough) : null);

        bool Suffice(int samples, int runs) => Calibration.WouldFit(spec, aim, specs, samples, runs);

        Remedy? MoreSamples(int runs)
        {
            var (low, high) = (spec.Samples, spec.Samples);
            do
            {
                (low, high) = (high, high * 2);
                if (high > MostSamples)
                    return null;
            }
            while (!Suffice(high, runs));
            return new Remedy(Least(low, high, samples => Suffice(samples, runs), high / 10), runs);
        }
    }

    /// <summary>The least number above one that does not do, up to one that does, to a tolerance.</summary>
    private static int Least(int low, int high, Func<int, bool> does, int tolerance)
    {
        while (high - low > Math.Max(1, tolerance))
        {
            var middle = (low + high) / 2;
            (low, high) = does(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
