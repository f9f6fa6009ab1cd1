using PerfSpecs.Running;

namespace PerfSpecs.Text;

/// <summary>By how much a broken budget is broken, such as <c>over by 1.9x to 2.1x</c> or <c>short by 0.2 to 37 points</c>.</summary>
/// <remarks>Shares differ in percentage points. Of what is not above zero there are no multiples, so it differs by an amount.</remarks>
internal static class TargetDistance
{
    /// <summary>The distance of the interval's ends from the target, the near one first; empty where no interval lies beyond it.</summary>
    public static string Of(SpecResult result)
    {
        var target = result.Spec.Spec.Target;
        if (result.Judgement.Interval is not { } interval)
            return "";
        var (near, far) = target.IsUpper ? (interval.Lower, interval.Upper) : (interval.Upper, interval.Lower);
        var bound = target.Bound.Value;
        if (!double.IsFinite(near) || (target.IsUpper ? near < bound : near > bound))
            return "";
        // A strict target is broken by its bound itself, however far the other end is.
        if (near.Equals(bound))
            return target.IsUpper ? "not below its target" : "not above its target";
        var word = target.IsUpper ? "over by" : "short by";
        if (target.Bound.Unit.Dimension is Dimension.Share)
            return $"{word} {Amounts(Math.Abs(near - bound), Math.Abs(far - bound), Format.PointsNumber, Format.Points)}";
        if (!(bound > 0) || !(near > 0))
            return $"{word} {Amounts(Math.Abs(near - bound), Math.Abs(far - bound), Value, Value)}";
        var most = far > 0 ? Multiple(far) : double.PositiveInfinity;
        return $"{word} {Amounts(Multiple(near), most, Format.Factor, Format.Factor)}";

        double Multiple(double end) => target.IsUpper ? end / bound : bound / end;
        string Value(double distance) => Format.Value(distance, target.Bound.Unit);
    }

    private static string Amounts(double least, double most, Func<double, string> first, Func<double, string> last)
    {
        if (!double.IsFinite(most))
            return $"at least {last(least)}";
        var (from, to) = (first(least), last(most));
        return last(least).Equals(to, StringComparison.Ordinal) ? to : $"{from} to {to}";
    }
}
