using Perfolizer.Mathematics.Common;
using PerfSpecs.Statistics;

namespace PerfSpecs.Judging;

/// <summary>What is known of one spec, with the evidence: data for reports, which never compute statistics.</summary>
/// <param name="Verdict">What is known.</param>
/// <param name="Cause">Why.</param>
/// <param name="Values">Every counted sample, in the order taken and in base units; empty where nothing was measured.</param>
public sealed record Judgement(Verdict Verdict, Cause Cause, IReadOnlyList<double> Values)
{
    /// <summary>The point estimate, for reading and not for judging; null where there is none.</summary>
    public double? Estimate { get; init; }

    /// <summary>The interval that was judged; ends may be infinite; null where nothing was measured.</summary>
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>
    /// The slowdown that a pass promises to notice: if this code became so many times slower than measured now, it would fail in nine
    /// runs of ten. Above 1, rounded up to three significant digits; null where the promise cannot be given.
    /// </summary>
    public double? Notices { get; init; }

    /// <summary>
    /// The number of samples with which the verdict would be certain nine times in ten, where values go on as they came; null where the verdict is
    /// certain, or no number up to a million would do.
    /// </summary>
    public int? SamplesToDecide { get; init; }

    /// <summary>The chance of a pass although the target is not kept; null for exact metrics.</summary>
    public double? PassError { get; init; }

    /// <summary>The chance of a fail although the target is kept, this spec's part of the suite's; null for exact metrics.</summary>
    public double? FailError { get; init; }

    /// <summary>The samples' moments and extremes; null where nothing was measured.</summary>
    public SampleSummary? Summary { get; init; }

    /// <summary>A judgement without samples.</summary>
    public static Judgement Without(Verdict verdict, Cause cause) => new(verdict, cause, []);
}

/// <summary>Why a verdict is what it is: a closed family.</summary>
public abstract record Cause
{
    private Cause()
    {
    }

    /// <summary>The exception that tells of it; null where there is none.</summary>
    public Exception? Thrown => this switch
    {
        Threw threw => threw.Exception,
        Escaped escaped => escaped.Exception,
        _ => null,
    };

    /// <summary>The interval lies on one side of the target, or an exact value does.</summary>
    public sealed record Certain : Cause;

    /// <summary>The target lies inside the interval when the samples are used up.</summary>
    public sealed record Straddles : Cause;

    /// <summary>The run ended before the verdict was certain.</summary>
    /// <param name="Reason">What ended it.</param>
    public sealed record CutShort(string Reason) : Cause;

    /// <summary>A metric declared exact gave two values.</summary>
    /// <param name="First">The first run's value.</param>
    /// <param name="Other">The first value that differs.</param>
    public sealed record Differs(double First, double Other) : Cause;

    /// <summary>The workload did not report the measure, or reported something that is not a number.</summary>
    /// <param name="Value">What came: NaN where nothing did.</param>
    public sealed record NotANumber(double Value) : Cause;

    /// <summary>The machine was busy or slow during most of the spec's turns.</summary>
    /// <param name="Turns">Those turns, whose samples were set aside.</param>
    public sealed record Disturbed(DisturbedTurns Turns) : Cause;

    /// <summary>A pair of values has no ratio: the reference is not above 0, or one of the two is not a number.</summary>
    /// <param name="Value">The workload's value, in base units; NaN where it reported none.</param>
    /// <param name="Reference">The reference's value, in base units; NaN where it reported none.</param>
    public sealed record NoMultiple(double Value, double Reference) : Cause;

    /// <summary>The samples depend on each other so much that neither a pass nor a fail is certain at the stated errors.</summary>
    /// <param name="Correlation">The rank autocorrelation between neighbours.</param>
    public sealed record Correlated(double Correlation) : Cause;

    /// <summary>The counted samples rise or fall to the end (Mann-Kendall at 1 %), towards the other side of the target: the verdict would not last.</summary>
    /// <param name="Z">The standardised statistic; above 0 where the values rise.</param>
    public sealed record Drifting(double Z) : Cause;

    /// <summary>The processes that the samples come from differ so much that too few samples of each may be counted for a verdict.</summary>
    /// <param name="Spread">How much they differ.</param>
    public sealed record LaunchesDiffer(LaunchSpread Spread) : Cause;

    /// <summary>A sample lies outside of what the spec declares possible.</summary>
    /// <param name="Value">The sample, in base units.</param>
    /// <param name="Max">The declared maximum.</param>
    public sealed record OutOfRange(double Value, double Max) : Cause;

    /// <summary>The workload threw.</summary>
    /// <param name="Exception">What it threw.</param>
    public sealed record Threw(Exception Exception) : Cause;

    /// <summary>The workload let an exception escape on a thread of its own, where nothing caught it.</summary>
    /// <param name="Exception">The exception.</param>
    public sealed record Escaped(Exception Exception) : Cause;

    /// <summary>The workload ended the process that it ran in, and the run with it.</summary>
    public sealed record EndedProcess : Cause;

    /// <summary>A sample did not end within its timeout.</summary>
    /// <param name="Timeout">The timeout.</param>
    /// <param name="Abandoned">Whether it also ignored its cancellation, and so may disturb what runs after it.</param>
    public sealed record Overran(TimeSpan Timeout, bool Abandoned) : Cause;

    /// <summary>Not to be judged.</summary>
    /// <param name="Reason">Why, in the user's words where there are any.</param>
    public sealed record SetAside(string Reason) : Cause;
}
