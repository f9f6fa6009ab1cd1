using PerfSpecs.Results;

namespace PerfSpecs.Sampling.Processors;

/// <summary>How much other programs used the processors during a span, and how much this one waited for them.</summary>
/// <remarks>
/// Only the two together show harm. A program that uses every processor itself waits without others being to blame, and others on a
/// processor that is free, or with a lower priority, take nothing away. Pressure and involuntary switches cannot tell these apart.
/// </remarks>
/// <param name="Foreign">The share of the processors that other programs used; about 0 to 1, and off by a tick of the system's clock either way.</param>
/// <param name="Delay">The share of the span that the thread with the longest wait was kept waiting; null where that cannot be told.</param>
/// <param name="Used">The share of the processors that anyone used, this program included; 0 to 1.</param>
internal readonly record struct Contention(double Foreign, double? Delay, double Used)
{
    /// <summary>Above this share both signals count as raised. Undisturbed turns stay below it, disturbed ones are far above.</summary>
    public const double Raised = 0.10;

    /// <summary>From this share on one turn is enough. Below it a second turn must confirm, because the ticks of 10 ms alone can move one turn so far.</summary>
    public const double Certain = 0.15;

    /// <summary>So few of the threads' own work is seen in threads that still live that their waiting says nothing.</summary>
    private const double LeastSeen = 0.5;

    /// <summary>A thread worked in a span if it ran at least this share of what the busiest one ran.</summary>
    private const double Worked = 0.10;

    /// <summary>Whether both signals are raised; one such turn may be the ticks alone.</summary>
    public bool IsSuspect => Foreign > Raised && (Delay is { } delay ? delay > Raised : Used > 1 - Raised);

    /// <summary>Whether other programs disturbed a span.</summary>
    /// <param name="previous">The span before it; null where there is none.</param>
    public bool IsDisturbed(Contention? previous) => IsSuspect && (Foreign > Certain || previous is { IsSuspect: true });

    /// <summary>What happened between two readings; null where no time passed or the processors' times stand still.</summary>
    /// <param name="from">The earlier reading.</param>
    /// <param name="to">The later one.</param>
    /// <param name="delay">The share of its time that the working thread was kept waiting; null where that cannot be told.</param>
    public static Contention? Between(ProcessorReading from, ProcessorReading to, double? delay)
    {
        double time = to.At - from.At;
        var all = time * to.Processors;
        if (time <= 0 || to.Processors != from.Processors)
            return null;
        // A child that was killed together with its parent takes its time out of the sum: it must not seem to be somebody else's.
        var own = to.Own - from.Own + Math.Max(0, to.Children - from.Children);
        var busy = to.Busy - from.Busy;
        return new Contention((busy - own) / all, delay, Math.Clamp(busy / all, 0, 1));
    }

    /// <summary>The share of a span that the thread with the longest wait was kept waiting, of those that worked; null where they are not shown or have ended.</summary>
    /// <param name="from">The earlier reading.</param>
    /// <param name="to">The later one.</param>
    public static double? DelayOf(ProcessorReading from, ProcessorReading to)
    {
        var spans = to.Threads.Select(thread => Since(from, thread.Key, thread.Value)).ToList();
        var busiest = spans.Count is 0 ? 0 : spans.Max(span => span.Ran);
        if (busiest is 0 || spans.Sum(span => span.Ran) < LeastSeen * (to.Own - from.Own))
            return null;
        // A thread is told of its waiting when it runs again, and a throttled one waits for its own group's limit, not for others.
        double waited = spans.Where(span => span.Ran >= Worked * busiest).Max(span => span.Waited) - (to.Throttled - from.Throttled);
        return Math.Max(0, waited) / (to.At - from.At);
    }

    // A number can be given to a new thread, whose times begin at 0 again.
    private static ThreadTimes Since(ProcessorReading from, int thread, ThreadTimes now) =>
        from.Threads.TryGetValue(thread, out var then) && then.Ran <= now.Ran && then.Waited <= now.Waited
            ? new ThreadTimes(now.Ran - then.Ran, now.Waited - then.Waited)
            : now;
}
