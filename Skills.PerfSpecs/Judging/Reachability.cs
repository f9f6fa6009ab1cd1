using System.Globalization;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>Finds the specs that could never pass, or never fail, with the samples they allow.</summary>
public static class Reachability
{
    /// <summary>One error for each spec with a verdict out of reach, with the number of samples that it needs.</summary>
    /// <param name="specs">The specs to check.</param>
    /// <param name="failError">Each spec's part of the suite's false-alarm rate.</param>
    public static IEnumerable<Problem> Check(IEnumerable<Spec> specs, double failError)
    {
        foreach (var spec in specs)
        {
            if (GateOf.Quantile(spec.Target) is not { } quantile)
                continue;
            var pass = QuantileGate.MinimumForPass(quantile, 1 - spec.Confidence);
            var fail = QuantileGate.MinimumForPass(1 - quantile, failError);
            if (Math.Max(pass, fail) > spec.Samples)
                yield return Unreachable(spec, pass, fail, failError);
        }
    }

    private static Problem Unreachable(Spec spec, int pass, int fail, double failError)
    {
        var (verdict, confidence) = pass > spec.Samples ? ("pass", spec.Confidence) : ("fail", 1 - failError);
        return new Problem(
            ProblemCodes.Unreachable,
            IsError: true,
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"{spec.Id}\" can never {verdict}: {spec.Samples} samples cannot decide \"{spec.Target}\" at {confidence:0.####%} confidence. Set \"samples\" to {Math.Max(pass, fail)} or more."),
            spec.Where);
    }
}
