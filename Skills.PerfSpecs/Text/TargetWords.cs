using System.Globalization;
using PerfSpecs.Judging;
using PerfSpecs.Proposals;
using PerfSpecs.Statistics;

namespace PerfSpecs.Text;

/// <summary>Says in one line each what is proposed for the target of a spec, and why.</summary>
/// <param name="spec">The spec, with its present target.</param>
internal sealed class TargetWords(Spec spec)
{
    /// <summary>What a calibration found.</summary>
    /// <param name="calibration">The finding.</param>
    /// <param name="wanted">The slowdown that was to be caught.</param>
    /// <param name="runs">How many runs were recorded.</param>
    /// <param name="remedy">What would make a target possible where none was found; null where nothing would.</param>
    public string Of(Calibration calibration, double wanted, int runs, Remedy? remedy = null) => calibration switch
    {
        Calibration.Found found => $"{Change(found.Target)}  measured {Measured(found.Level)}, headroom {Format.Factor(found.Headroom)}, notices {Format.Factor(Power.RoundUp(Math.Max(found.Catches, 1.01)))}{(spec.Target.IsTighterThan(found.Target) ? "; LOOSER than now" : "")}",
        Calibration.OutOfReach beyond => string.Create(CultureInfo.InvariantCulture, $"{Stays}  measured {Measured(beyond.Level)}; from {Words.Count(runs, "run", "runs")} with {Taken(beyond.Level)} samples no target is sure to pass 99 of 100 next runs of this code and to fail 9 of 10 once it is {Format.Factor(wanted)} slower; {Mend(beyond, runs, remedy)}"),
        Calibration.Unsuitable unsuitable => $"{Stays}  {Reason(unsuitable.Reason)}",
        _ => "",
    };

    /// <summary>What a ratchet found.</summary>
    /// <param name="ratchet">The finding.</param>
    public string Of(Ratchet ratchet) => ratchet switch
    {
        Ratchet.Tightens tightens => $"{Change(tightens.Target)}  sustained {Format.Value(tightens.Level, Unit)}, headroom {Format.Factor(Room(tightens))}",
        Ratchet.Stays stays => $"{Stays}  sustained {Format.Value(stays.Level, Unit)}; with headroom that is no tighter target",
        Ratchet.Unsustained unsustained => string.Create(CultureInfo.InvariantCulture, $"{Stays}  the newest three runs do not all bound its value ({unsustained.Runs} measured it)"),
        _ => "",
    };

    private string Stays => $"\"{spec.Target}\" stays";

    private Unit Unit => spec.Target.Bound.Unit;

    private string Change(Target target) => target == spec.Target ? Stays : $"\"{spec.Target}\" -> \"{target}\"";

    private string Measured(Judgement level) => level is { Estimate: { } estimate, Interval: { } interval }
        ? string.Create(CultureInfo.InvariantCulture, $"{Format.Value(estimate, Unit, interval, spec.Target.Bound)}{(interval.Lower.Equals(interval.Upper) ? "" : $" ({Format.Interval(interval, Unit, spec.Target.Bound)})")} (n={level.Values.Count})")
        : "nothing";

    private string Taken(Judgement level) => level.Values.Count < spec.Samples
        ? string.Create(CultureInfo.InvariantCulture, $"{level.Values.Count} of its {spec.Samples}")
        : string.Create(CultureInfo.InvariantCulture, $"its {level.Values.Count}");

    private double Room(Ratchet.Tightens tightens) =>
        spec.Target.IsUpper ? tightens.Target.Bound.Value / tightens.Level : tightens.Level / tightens.Target.Bound.Value;

    private string Mend(Calibration.OutOfReach beyond, int runs, Remedy? remedy)
    {
        var isCut = beyond.Level.Values.Count < spec.Samples;
        var more = remedy switch
        {
            null => "more runs and samples would not help",
            _ when isCut && remedy.Samples == spec.Samples && remedy.Runs == runs => "the run stopped at its verdict: calibrate without RESULTS takes all samples, and --json keeps them",
            _ when remedy.Samples == spec.Samples => string.Create(CultureInfo.InvariantCulture, $"{remedy.Runs} runs would be enough if they differ {Alike(runs)} (calibrate --json FILE)"),
            _ when remedy.Runs == runs => string.Create(CultureInfo.InvariantCulture, $"\"samples\": {remedy.Samples} would be enough"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{remedy.Runs} runs with \"samples\": {remedy.Samples} would be enough if they differ {Alike(runs)}"),
        };
        // A tenth beyond what is needed, for the rounding of the target.
        return beyond.Catches is { } least ? $"{more}; these runs allow a target that catches {Format.Factor(Math.Ceiling(least * 110) / 100)}" : more;
    }

    private string Alike(int runs) => runs > 1 ? "as these do" : $"by no more than the assumed {Format.Percent(CalibrationAim.LeastSpread(Unit))}";

    private static string Reason(Calibration.Unsuitable.Why why) => why switch
    {
        Calibration.Unsuitable.Why.NotPositive => "some of its values are 0 or less, so no factor of them says anything",
        Calibration.Unsuitable.Why.NotExact => "its value is not the same in every run",
        Calibration.Unsuitable.Why.Rate => "a success rate is promised, and not derived from what was measured",
        _ => "no fit run measured it",
    };
}
