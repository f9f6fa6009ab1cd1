using System.Text.Json;
using PerfSpecs.CommandLine;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SpeedscopeFileTests
{
    private static readonly CpuProfile Profile = new(
    [
        new SampledThread(7, [new(0, ["Main", "Mine.Work"], IsManaged: true), new(1.5, ["Main"], IsManaged: false), new(2, ["Main", "Mine.Work", "System.String.Concat"], IsManaged: true)]),
        new SampledThread(8, [new(0.5, ["Main"], IsManaged: true)]),
    ]);

    [TestMethod]
    public void Each_thread_is_a_profile_of_stacks_with_the_time_that_each_stands_for()
    {
        using var written = Written();
        var threads = written.RootElement.GetProperty("profiles");
        Assert.AreEqual(2, threads.GetArrayLength());
        Assert.AreEqual("sampled", threads[0].GetProperty("type").GetString());
        Assert.AreEqual("milliseconds", threads[0].GetProperty("unit").GetString());
        CollectionAssert.AreEqual(new[] { 1.5, 0.5, 0.5 }, threads[0].GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble()).ToArray());
        Assert.AreEqual(2.5, threads[0].GetProperty("endValue").GetDouble());
        Assert.AreEqual(0, threads[1].GetProperty("weights")[0].GetDouble());
    }

    [TestMethod]
    public void Stacks_name_their_frames_from_the_outermost_on_and_say_where_a_thread_waited()
    {
        using var written = Written();
        var frames = written.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("name").GetString()!).ToArray();
        var stacks = written.RootElement.GetProperty("profiles")[0].GetProperty("samples").EnumerateArray().Select(stack => string.Join(" ", stack.EnumerateArray().Select(frame => frames[frame.GetInt32()]))).ToArray();
        CollectionAssert.AreEqual(new[] { "Main Mine.Work", $"Main {SpeedscopeFile.Outside}", "Main Mine.Work System.String.Concat" }, stacks);
    }

    [TestMethod]
    public void The_methods_that_are_named_are_the_users_and_not_those_that_are_always_there()
    {
        var profile = new CpuProfile([new SampledThread(1, [.. from i in Enumerable.Range(0, 10) select new StackSample(i, i < 3 ? ["System.Main", "Mine.Loop", "Mine.Slow"] : ["System.Main", "Mine.Loop", "System.String.Concat"], IsManaged: true)])]);

        CollectionAssert.AreEqual(new[] { ("Mine.Slow", 0.3) }, profile.Hottest(5).ToArray());
    }

    private static JsonDocument Written()
    {
        using var stream = new MemoryStream();
        SpeedscopeFile.Write(Profile, "a spec", stream);
        return JsonDocument.Parse(stream.ToArray());
    }
}
