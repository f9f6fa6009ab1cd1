using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Specs;

namespace PerfSpecs.Reports;

/// <summary>Says in one line each what is proposed for the target of a spec, and why.</summary>
/// <param name="spec">The spec, with its present target.</param>
internal sealed class TargetWords(Spec spec)
{
    /// <summary>What a calibration found.</summary>
    /// <param name="calibration">The finding.</param>
    /// <param name="wanted">The slowdown that was to be caught.</param>
    public string Of(Calibration calibration, double wanted) => calibration switch
    {
        Calibration.Found found => $"{Change(found.Target)}  measured {Measured(found.Level)}, headroom {Format.Factor(found.Headroom)}, catches >= {Format.Factor(Math.Max(found.Catches, 1.01))}{(spec.Target.IsTighterThan(found.Target) ? "; LOOSER than now" : "")}",
        Calibration.OutOfReach beyond => string.Create(CultureInfo.InvariantCulture, $"{Stays}  measured {Measured(beyond.Level)}; by {Taken(beyond.Level)} samples no target both passes this code and catches {Format.Factor(wanted)}, each nine times in ten; {Remedy(beyond)}"),
        Calibration.Unsuitable unsuitable => $"{Stays}  {Reason(unsuitable.Reason)}",
        _ => "",
    };

    /// <summary>What a ratchet found.</summary>
    /// <param name="ratchet">The finding.</param>
    public string Of(Ratchet ratchet) => ratchet switch
    {
        Ratchet.Tightens tightens => $"{Change(tightens.Target)}  sustained {Value(tightens.Level)}, headroom {Format.Factor(Room(tightens))}",
        Ratchet.Stays stays => $"{Stays}  sustained {Value(stays.Level)}, which with its headroom is no tighter",
        Ratchet.NoLongerHeld lost => $"{Stays}  \"{lost.Target}\" was sustained ({Value(lost.Level)}), but the last run reaches to {Value(lost.Last)}: find what became slower first",
        Ratchet.Unsustained unsustained => string.Create(CultureInfo.InvariantCulture, $"{Stays}  no three runs in a row bound its value ({unsustained.Runs} measured it)"),
        _ => "",
    };

    private string Stays => $"\"{spec.Target}\" stays";

    private Unit Unit => spec.Target.Bound.Unit;

    private string Change(Target target) => target == spec.Target ? Stays : $"\"{spec.Target}\" -> \"{target}\"";

    private string Value(double value) => double.IsFinite(value) ? Format.Value(value, Unit) : "no bound";

    private string Measured(Judgement level) => level is { Estimate: { } estimate, Interval: { } interval }
        ? string.Create(CultureInfo.InvariantCulture, $"{Format.Value(estimate, Unit, interval, spec.Target.Bound)}{(interval.Lower.Equals(interval.Upper) ? "" : $" ({Format.Interval(interval, Unit, spec.Target.Bound)})")} (n={level.Values.Count})")
        : "nothing";

    private string Taken(Judgement level) => level.Values.Count < spec.Samples
        ? string.Create(CultureInfo.InvariantCulture, $"{level.Values.Count} of its {spec.Samples}")
        : string.Create(CultureInfo.InvariantCulture, $"its {level.Values.Count}");

    private double Room(Ratchet.Tightens tightens) =>
        spec.Target.IsUpper ? tightens.Target.Bound.Value / tightens.Level : tightens.Level / tightens.Target.Bound.Value;

    private string Remedy(Calibration.OutOfReach beyond)
    {
        if (beyond.Samples == spec.Samples)
            return "the run stopped at its verdict: calibrate without RESULTS takes them all, and keeps them with --json";
        var more = beyond.Samples is { } samples
            ? string.Create(CultureInfo.InvariantCulture, $"about {samples} samples would")
            : "more samples would not help";
        // A tenth beyond what is needed, for the rounding of the target.
        return beyond.Catches is { } least ? $"{more}; a catch of {Format.Factor(Math.Ceiling(least * 110) / 100)} could be had with these" : more;
    }

    private static string Reason(Calibration.Unsuitable.Why why) => why switch
    {
        Calibration.Unsuitable.Why.NotPositive => "some of its values are 0 or less, so no factor of them says anything",
        Calibration.Unsuitable.Why.NotExact => "its value is not the same in every run",
        Calibration.Unsuitable.Why.Rate => "a success rate is promised, and not derived from what was measured",
        _ => "no fit run measured it",
    };
}
