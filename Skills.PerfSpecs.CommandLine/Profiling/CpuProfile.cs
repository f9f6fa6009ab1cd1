using PerfSpecs.Results;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>What the threads of a process did while it was sampled.</summary>
/// <param name="Threads">The threads, the busiest first.</param>
internal sealed record CpuProfile(IReadOnlyList<SampledThread> Threads)
{
    private const string SampleProfiler = "Microsoft-DotNETCore-SampleProfiler";
    private const int InManagedCode = 2;

    /// <summary>A method that is on the stack in this share of the time only leads to the others.</summary>
    private const double Always = 0.995;

    /// <summary>How many samples there are.</summary>
    public int Samples => Threads.Sum(thread => thread.Samples.Count);

    /// <summary>Reads the samples of a trace.</summary>
    /// <exception cref="InvalidDataException">It is no trace, or breaks off.</exception>
    public static CpuProfile Read(ReadOnlySpan<byte> trace)
    {
        var methods = new MethodMap();
        var samples = new List<(long Thread, long Ticks, IReadOnlyList<ulong> Stack, bool IsManaged)>();
        var reader = TraceReader.Read(trace, happened =>
        {
            if (happened.Provider is SampleProfiler)
                samples.Add((happened.Thread, happened.Ticks, happened.Stack, new TraceCursor(happened.Payload).Int32() is InManagedCode));
            else
                methods.Take(happened);
        });
        var begin = samples.Count is 0 ? 0 : samples.Min(sample => sample.Ticks);
        var threads =
            from sample in samples
            where sample.Stack.Count > 0
            orderby sample.Ticks
            group new StackSample((sample.Ticks - begin) * 1000.0 / reader.Frequency, Names(sample.Stack, methods), sample.IsManaged) by sample.Thread into thread
            select new SampledThread(thread.Key, [.. thread]);
        return new CpuProfile([.. threads.OrderByDescending(thread => thread.Busy)]);
    }

    /// <summary>The user's methods that were on the stack most often, but not always, while any of them was, with their shares of that time: with what they called.</summary>
    /// <remarks>The runtime holds a thread still only at certain places, so that the innermost method of a stack is often not the busiest one; its callers are right.</remarks>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<(string Method, double Share)> Hottest(int count)
    {
        var own = Threads
            .SelectMany(thread => thread.Samples)
            .Where(sample => sample.IsManaged)
            .Select(sample => sample.Stack.Where(OwnCode.Is).Distinct(StringComparer.Ordinal).ToList())
            .Where(methods => methods.Count > 0)
            .ToList();
        return
        [
            .. own.SelectMany(methods => methods)
                .CountBy(method => method)
                .Select(method => (method.Key, Share: (double)method.Value / own.Count))
                .Where(method => method.Share < Always)
                .OrderByDescending(method => method.Share).ThenBy(method => method.Key, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    /// <summary>The methods of a stack, outermost first, without the runtime's own that only hold the thread still for the sample.</summary>
    private static List<string> Names(IReadOnlyList<ulong> stack, MethodMap methods)
    {
        List<string> names = [.. stack.Reverse().Select(methods.NameAt)];
        while (names.Count > 1 && (names[^1] is MethodMap.Unknown || names[^1].Contains("PollGC", StringComparison.Ordinal)))
            names.RemoveAt(names.Count - 1);
        return names;
    }
}
