using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using PerfSpecs.CommandLine;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class TraceReaderTests
{
    [TestMethod]
    public void A_file_that_is_no_trace_is_refused()
    {
        var exception = Assert.ThrowsExactly<InvalidDataException>(() => CpuProfile.Read("Not a trace, but long enough"u8));
        Assert.AreEqual("This is no trace of the runtime's event pipe.", exception.Message);
    }

    [TestMethod]
    public async Task A_trace_of_this_process_tells_what_the_provider_wrote_and_breaks_off_where_it_was_cut()
    {
        using var trace = new MemoryStream();
        using var provider = new EventSource("PerfSpecs-Tests");
        using (var session = await new DiagnosticsClient(Environment.ProcessId).StartEventPipeSessionAsync([new EventPipeProvider(provider.Name, EventLevel.Informational)], requestRundown: false, 16, CancellationToken.None))
        {
            var copying = session.EventStream.CopyToAsync(trace);
            for (var i = 0; i < 3; i++)
                provider.Write("Told", new EventSourceOptions { Level = EventLevel.Informational });
            await session.StopAsync(CancellationToken.None);
            await copying;
        }

        var told = new List<(long Thread, long Ticks, int Frames)>();
        var reader = TraceReader.Read(trace.ToArray(), happened =>
        {
            if (string.Equals(happened.Provider, provider.Name, StringComparison.Ordinal))
                told.Add((happened.Thread, happened.Ticks, happened.Stack.Count));
        });

        Assert.HasCount(3, told);
        Assert.HasCount(1, told.Select(one => one.Thread).Distinct());
        Assert.IsTrue(told.TrueForAll(one => one.Frames > 0));
        CollectionAssert.AreEqual(told.Order().ToList(), told);
        Assert.IsGreaterThan(0, reader.Frequency);
        Assert.ThrowsExactly<InvalidDataException>(() => TraceReader.Read(trace.ToArray().AsSpan(0, (int)trace.Length / 2), _ => { }));
    }

    [TestMethod]
    [DataRow("Mine.Type", "Run", "Mine.Type.Run")]
    [DataRow("Mine.Type+<Run>d__30", "MoveNext", "Mine.Type.Run")]
    [DataRow("Mine.Type+<>c+<<get_Tests>b__1_0>d", "MoveNext", "Mine.Type+<>c.<get_Tests>b__1_0")]
    [DataRow("", "Main", "Main")]
    public void The_state_machine_of_an_asynchronous_method_bears_its_name(string type, string method, string expected) =>
        Assert.AreEqual(expected, MethodMap.NameOf(type, method));
}
