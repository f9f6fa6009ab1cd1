using Runner.Workloads;

namespace Bench.Tests;

/// <summary>A comparison of unequal work is worth nothing: every peer must make the same calls of the same model and tool, and come to the same answer.</summary>
[TestClass]
public sealed class EqualWorkTests
{
    public static IEnumerable<object[]> EveryPeer =>
        from kinds in new[] { ("one after the other", PeerKind.Single), ("at once", PeerKind.AtOnce) }
        from kind in kinds.Item2
        from iterations in new[] { 2, 4, BenchSpecs.Iterations, 15 }
        select new object[] { kinds.Item1, kind.Name, iterations };

    public static IEnumerable<object[]> EveryStreamingPeer => PeerKind.Single.Where(kind => kind.IsStreaming).Select(kind => new object[] { kind.Name });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(EveryPeer))]
    public async Task Every_peer_makes_the_same_calls_and_comes_to_the_same_answer(string how, string name, int iterations)
    {
        var kind = (how is "at once" ? PeerKind.AtOnce : PeerKind.Single).Single(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));
        var model = new CountingModel(new InstantModel(CountTool.Script(iterations - 1)));
        var tool = new CountingTool(new CountTool());
        using var folder = SkillFolder.Counting();
        using var peer = kind.Open(model, tool, [folder.Path]);

        for (var task = 1; task <= 2; task++)
        {
            Assert.AreEqual("counted", await peer.Run(TestContext.CancellationToken));

            Assert.AreEqual(task * iterations, model.Calls, "model calls");
            Assert.AreEqual(task * iterations, kind.IsStreaming ? model.StreamingCalls : model.WholeCalls, "model calls of the peer's kind");
            CollectionAssert.AreEqual(Enumerable.Range(0, iterations - 1).Select(i => $"item {i}").ToList(), tool.Items.Skip((task - 1) * (iterations - 1)).ToList());
            CollectionAssert.AreEqual(Enumerable.Repeat("one more", iterations - 1).ToList(), model.Observations.ToList(), "what the model is shown of the tool");
            Assert.AreEqual(PeerKind.Task, model.Asked);
            Assert.IsTrue(model.ToolNames.Contains("count", StringComparer.Ordinal), string.Join(", ", model.ToolNames));
        }
    }

    [TestMethod]
    [DynamicData(nameof(EveryStreamingPeer))]
    public async Task Every_streaming_peer_puts_a_thousand_pieces_together(string name)
    {
        using var folder = SkillFolder.Counting();
        using var peer = PeerKind.Single.Single(kind => string.Equals(kind.Name, name, StringComparison.Ordinal))
            .Open(new InstantModel([new ScriptedTurn.Say("word ", 1_000)]), new CountTool(), [folder.Path]);

        Assert.AreEqual(string.Concat(Enumerable.Repeat("word ", 1_000)), await peer.Run(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task The_agent_is_told_of_every_skill_it_knows()
    {
        var model = new CountingModel(new InstantModel(CountTool.Script(1)));
        using var counting = SkillFolder.Counting();
        using var generated = SkillFolder.Generated(17);
        using var peer = new AgentStreaming(model, new CountTool(), [counting.Path, generated.Path]);

        await peer.Run(TestContext.CancellationToken);

        foreach (var skill in Directory.EnumerateDirectories(generated.Path).Append(SkillFolder.CountingName))
            Assert.Contains(Path.GetFileName(skill), model.Instructions);
    }
}
