using PerfSpecs.Specs;

namespace PerfSpecs.Judging;

/// <summary>What measured samples say of a spec's target: a closed family.</summary>
public abstract record Calibration
{
    private const int FewestDigits = 2;
    private const int MostDigits = 4;
    private const int MostSamples = 10_000;

    private Calibration()
    {
    }

    /// <summary>The tightest target that does what is wanted.</summary>
    /// <param name="Target">The target; it may be looser or tighter than the present one, or be the same.</param>
    /// <param name="Level">The measured value in the run that stands nearest to the target.</param>
    /// <param name="Headroom">How many times the measured value the target leaves room for; at least 1.</param>
    /// <param name="Catches">The least slowdown of the measured code that is failed nine times in ten; above 1.</param>
    public sealed record Found(Target Target, Judgement Level, double Headroom, double Catches) : Calibration;

    /// <summary>No target lets the same code pass and fails the slowed code as surely as is wanted, with the samples the spec has.</summary>
    /// <param name="Level">The measured value in the run that stands nearest to the target.</param>
    /// <param name="Catches">The least slowdown that a target could catch which the same code passes; null where none can be named.</param>
    /// <param name="Samples">About how many samples would do; the spec's own where a recorded run stopped before it had them all; null where not even ten thousand would.</param>
    public sealed record OutOfReach(Judgement Level, double? Catches, int? Samples) : Calibration;

    /// <summary>The samples say nothing of a target.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Unsuitable(Unsuitable.Why Reason) : Calibration
    {
        /// <summary>Why samples say nothing of a target.</summary>
        public enum Why
        {
            /// <summary>There are none.</summary>
            NoSamples,

            /// <summary>Some are 0 or less, so that no factor slows them down.</summary>
            NotPositive,

            /// <summary>A value that is to be the same in every run is not.</summary>
            NotExact,

            /// <summary>A success rate is promised, not measured: no factor slows it down.</summary>
            Rate,
        }
    }

    /// <summary>
    /// Finds the tightest target such that a run of the same code passes, and a run of code slowed by the factor fails, each with
    /// <see cref="CalibrationAim.Certainty"/>. It never lies inside a measured interval: what was recorded passes it as well. The certainty is
    /// for runs like the recorded ones; with one run, the differences between processes are not in it.
    /// </summary>
    /// <param name="spec">The spec as it stands in the file: its statistic, side, unit, samples and confidence are kept.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="runs">The samples of each recorded run; all of them must agree with the target, so that differences between runs count.</param>
    public static Calibration Of(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs)
    {
        if (Obstacle(spec, runs) is { } why)
            return new Unsuitable(why);
        var levels = runs.Select(values => MeasuredLevel.Of(spec, aim.FailError, values)).ToList();
        var rooms = Rooms(spec, aim, runs).Zip(levels, (room, level) => room.Beyond(level, spec.Target.IsUpper)).ToList();
        var level = levels[Outermost(spec.Target, rooms)];
        if (Fit(spec.Target, aim, rooms) is not { } target)
            return new OutOfReach(level, CatchesOf(spec.Target, rooms), SamplesFor(spec, aim, runs));
        var headroom = Beyond(target.Bound.Value, level.Estimate!.Value, target.IsUpper);
        return new Found(target, level, headroom, rooms.Max(room => Beyond(target.Bound.Value, room.Failing!.Value, target.IsUpper)));
    }

    private static Unsuitable.Why? Obstacle(Spec spec, IReadOnlyList<IReadOnlyList<double>> runs) =>
        spec.Target.Statistic is Statistic.Rate ? Unsuitable.Why.Rate :
        runs.Count is 0 || runs.Any(values => values.Count is 0) ? Unsuitable.Why.NoSamples :
        runs.Any(values => values.Any(value => !(value > 0))) ? Unsuitable.Why.NotPositive :
        spec.Target.Statistic is Statistic.Exact && runs.Any(values => values.Any(value => !value.Equals(values[0]))) ? Unsuitable.Why.NotExact :
        null;

    private static List<TargetRoom> Rooms(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs, int? weight = null) =>
        [.. runs.Select(values => TargetRoom.Of(spec, aim, values, weight))];

    private static int Outermost(Target target, List<TargetRoom> rooms) =>
        Enumerable.Range(0, rooms.Count).MaxBy(i => rooms[i].Passing is { } passing ? (target.IsUpper ? passing : -passing) : double.PositiveInfinity);

    /// <summary>The target at the outermost passing level that excludes every slowed level; with more digits than two only where two would be too coarse.</summary>
    private static Target? Fit(Target target, CalibrationAim aim, List<TargetRoom> rooms)
    {
        if (rooms.Exists(room => room.Passing is null || room.Failing is null))
            return null;
        var level = rooms[Outermost(target, rooms)].Passing!.Value;
        for (var digits = FewestDigits; digits <= MostDigits; digits++)
        {
            var candidate = target.Including(level, digits);
            if (rooms.TrueForAll(room => !candidate.Includes(aim.Slowed(room.Failing!.Value, target.IsUpper))))
                return candidate;
        }

        return null;
    }

    private static double? CatchesOf(Target target, List<TargetRoom> rooms) =>
        rooms[Outermost(target, rooms)].Passing is { } passing && rooms.TrueForAll(room => room.Failing is not null)
            ? rooms.Max(room => Beyond(passing, room.Failing!.Value, target.IsUpper))
            : null;

    private static double Beyond(double bound, double level, bool isUpper) => isUpper ? bound / level : level / bound;

    /// <summary>The doubled numbers of samples until a target does what is wanted, then the least between the last two to about a tenth.</summary>
    private static int? SamplesFor(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs)
    {
        if (spec.Target.Statistic is not Statistic.Quantile)
            return null;
        if (runs.Any(values => values.Count < spec.Samples))
            return spec.Samples;
        var (low, high) = (spec.Samples, spec.Samples);
        do
        {
            (low, high) = (high, high * 2);
            if (high > MostSamples)
                return null;
        }
        while (!Suffice(high));
        while (high - low > high / 10)
        {
            var middle = (low + high) / 2;
            (low, high) = Suffice(middle) ? (low, middle) : (middle, high);
        }

        return high;

        bool Suffice(int samples) => Fit(spec.Target, aim, Rooms(spec with { Samples = samples }, aim, runs, samples)) is not null;
    }
}
