using Perfolizer.Mathematics.Common;

namespace PerfSpecs.Judging;

/// <summary>An interval that agrees with its verdict: within the target for a pass, beyond it for a fail, on both sides otherwise.</summary>
internal static class JudgedInterval
{
    /// <summary>The interval, its ends on the sides of the bound that the verdict has shown, whatever rounding did to them.</summary>
    /// <param name="target">The target.</param>
    /// <param name="verdict">The verdict that the same samples gave.</param>
    /// <param name="estimate">The point estimate.</param>
    /// <param name="lower">The lower end; may be infinite.</param>
    /// <param name="upper">The upper end; may be infinite.</param>
    /// <param name="confidence">The level to state.</param>
    public static ConfidenceInterval Of(Target target, Verdict verdict, double estimate, double lower, double upper, double confidence)
    {
        if (target.IsUpper)
            (lower, upper) = (OnSide(target, lower, verdict is not Verdict.Fail), OnSide(target, upper, verdict is Verdict.Pass));
        else
            (lower, upper) = (OnSide(target, lower, verdict is Verdict.Pass), OnSide(target, upper, verdict is not Verdict.Fail));
        return new ConfidenceInterval(estimate, Math.Min(lower, upper), Math.Max(lower, upper), confidence);
    }

    private static double OnSide(Target target, double end, bool within)
    {
        var bound = target.Bound.Value;
        return target.Includes(end) == within ? end :
            target.Includes(bound) == within ? bound :
            within == target.IsUpper ? Math.BitDecrement(bound) :
            Math.BitIncrement(bound);
    }
}
