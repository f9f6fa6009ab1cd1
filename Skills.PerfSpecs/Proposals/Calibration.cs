using PerfSpecs.Judging;

namespace PerfSpecs.Proposals;

/// <summary>What measured samples say of a spec's target: a closed family.</summary>
public abstract record Calibration
{
    private const int FewestDigits = 2;
    private const int MostDigits = 4;

    private Calibration()
    {
    }

    /// <summary>The loosest target that does what is wanted.</summary>
    /// <param name="Target">The target; it may be looser or tighter than the present one, or be the same.</param>
    /// <param name="Level">The measured value in the run that lies nearest to the target.</param>
    /// <param name="Headroom">How many times the measured value the target leaves room for; at least 1.</param>
    /// <param name="Catches">The least slowdown of the measured code that the next process fails nine times in ten; above 1.</param>
    public sealed record Found(Target Target, Judgement Level, double Headroom, double Catches) : Calibration;

    /// <summary>No target lets the same code pass and fails the slowed code as surely as is wanted, with the samples the spec has.</summary>
    /// <param name="Level">The measured value in the run that lies nearest to the target.</param>
    /// <param name="Catches">The least slowdown that a target could catch which the same code passes; null where none can be named.</param>
    public sealed record OutOfReach(Judgement Level, double? Catches) : Calibration;

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
    /// Finds the loosest target such that the next process of code slowed by the factor fails with <see cref="CalibrationAim.Catching"/>, and keeps it
    /// only where the next process of the same code passes it with <see cref="CalibrationAim.Keeping"/>: what lies between today's level and the
    /// target is the safety. It never lies inside a measured interval. One run does not show how processes differ; then
    /// <see cref="CalibrationAim.LeastSpread"/> is assumed.
    /// </summary>
    /// <param name="spec">The spec as it stands in the file: its statistic, side, unit, samples and confidence are kept.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="runs">The samples of each recorded run.</param>
    public static Calibration Of(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<double>> runs) => OfShared(spec, aim, [runs]);

    /// <summary>The same for specs that share one target, each of which must agree with it.</summary>
    /// <param name="spec">One of them; they differ in their parameters alone.</param>
    /// <param name="aim">What is wanted.</param>
    /// <param name="specs">The samples of each recorded run, for each of the specs; at least one spec.</param>
    public static Calibration OfShared(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> specs)
    {
        if (specs.Select(runs => Obstacle(spec, runs)).FirstOrDefault(why => why is not null) is { } why)
            return new Unsuitable(why);
        var isUpper = spec.Target.IsUpper;
        var levels = specs.Select(runs => (IReadOnlyList<Judgement>)[.. runs.Select(values => MeasuredLevel.Of(spec, aim.FailError, values))]).ToList();
        var rooms = Rooms(spec, aim, specs).Zip(levels, (room, of) => room.Beyond(of, isUpper)).ToList();
        var level = levels.SelectMany(of => of).MaxBy(of => of.Estimate is { } estimate ? (isUpper ? estimate : -estimate) : double.NegativeInfinity)!;
        if (Fit(spec.Target, aim, rooms) is not { } target)
            return new OutOfReach(level, CatchesOf(spec.Target, rooms));
        var headroom = Beyond(target.Bound.Value, level.Estimate!.Value, isUpper);
        return new Found(target, level, headroom, rooms.Max(room => Beyond(target.Bound.Value, room.Failing!.Value, isUpper)));
    }

    /// <summary>Whether there would be a target with other numbers of samples and processes, each run's shape unchanged.</summary>
    internal static bool WouldFit(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> specs, int samples, int processes) =>
        Fit(spec.Target, aim, Rooms(spec with { Samples = samples }, aim, specs, samples, processes)) is not null;

    private static Unsuitable.Why? Obstacle(Spec spec, IReadOnlyList<IReadOnlyList<double>> runs) =>
        spec.Target.Statistic is Statistic.Rate ? Unsuitable.Why.Rate :
        runs.Count is 0 || runs.Any(values => values.Count is 0) ? Unsuitable.Why.NoSamples :
        runs.Any(values => values.Any(value => !(value > 0))) ? Unsuitable.Why.NotPositive :
        spec.Target.Statistic is Statistic.Exact && runs.Any(values => values.Any(value => !value.Equals(values[0]))) ? Unsuitable.Why.NotExact :
        null;

    private static List<TargetRoom> Rooms(Spec spec, CalibrationAim aim, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> specs, int? samples = null, int? processes = null) =>
        [.. specs.Select(runs => TargetRoom.Of(spec, aim, runs, samples, processes))];

    /// <summary>The loosest target that excludes every slowed level and includes every passing one; with more digits than two only where two are too coarse.</summary>
    private static Target? Fit(Target target, CalibrationAim aim, List<TargetRoom> rooms)
    {
        if (rooms.Exists(room => room.Passing is null || room.Failing is null))
            return null;
        var slowed = rooms.Select(room => aim.Slowed(room.Failing!.Value, target.IsUpper)).ToList();
        var level = target.IsUpper ? slowed.Min() : slowed.Max();
        for (var digits = FewestDigits; digits <= MostDigits; digits++)
        {
            var candidate = target.Excluding(level, digits);
            if (rooms.TrueForAll(room => candidate.Includes(room.Passing!.Value)))
                return candidate;
        }

        return null;
    }

    private static double? CatchesOf(Target target, List<TargetRoom> rooms)
    {
        if (rooms.Exists(room => room.Passing is null || room.Failing is null))
            return null;
        var passing = rooms.Select(room => room.Passing!.Value).ToList();
        var outermost = target.IsUpper ? passing.Max() : passing.Min();
        return rooms.Max(room => Beyond(outermost, room.Failing!.Value, target.IsUpper));
    }

    private static double Beyond(double bound, double level, bool isUpper) => isUpper ? bound / level : level / bound;
}
