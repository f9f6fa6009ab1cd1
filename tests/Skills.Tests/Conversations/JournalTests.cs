using System.Diagnostics;
using Microsoft.Extensions.AI;
using Runner.Workloads;
using static Skills.Tests.ContinueTests;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

/// <summary>What a journal keeps survives the process, and nothing is done twice.</summary>
[TestClass]
public sealed class JournalTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    /// <summary>The process may die before and behind any step: resumed, every call has had its effect at most once, and the answer is whole.</summary>
    [TestMethod]
    public async Task A_task_that_dies_at_any_step_is_resumed_and_does_nothing_twice()
    {
        ScriptedTurn[] script = [Call("write", ("n", 0)), new ScriptedTurn.Call(("write", new() { ["n"] = 1 }), ("write", new() { ["n"] = 2 })), Call("write", ("n", 3)), Say("whole")];
        var steps = await Steps(script);
        for (var at = 0; at < steps; at++)
        {
            foreach (var isKept in new[] { false, true })
            {
                var effects = new System.Collections.Concurrent.ConcurrentBag<string>();
                var write = new Tool("write", (arguments, _) =>
                {
                    effects.Add(arguments["n"]!.ToString()!);
                    return Task.FromResult<object?>("written");
                });
                var journal = new MemoryJournal();
                await new SkillExecutor(new ScriptedModel(script), Options with { Journal = new DyingJournal(journal, at, isKept) }).RunAsync(Request(write));

                var conversation = await journal.LoadAsync("e1");
                var resumed = new SkillExecutor(new ScriptedModel(script), Options with { Journal = journal });
                var result = conversation is null ? await resumed.RunAsync(Request(write)) : await resumed.RunAsync(RoundTrip(conversation), Request(write));

                Assert.AreEqual("whole", result.Answer, $"died at step {at}");
                Assert.AreEqual(effects.Distinct().Count(), effects.Count, $"died at step {at}: {string.Join(",", effects)}");
                Assert.AreEqual(result.Conversation!.ToJson(), (await journal.LoadAsync("e1"))!.ToJson());
            }
        }
    }

    [TestMethod]
    public async Task A_call_whose_outcome_is_unknown_is_made_again_where_its_tool_is_idempotent()
    {
        foreach (var isIdempotent in new[] { false, true })
        {
            var tool = Returning("look", "seen");
            var request = Request(isIdempotent ? new IdempotentAIFunction(tool) : tool);
            var conversation = new SkillConversation
            {
                ExecutionId = "e1",
                Skill = "counting",
                Messages = [new ChatMessage(ChatRole.System, "s"), new ChatMessage(ChatRole.User, "u"), new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c1", "look")])],
                Calls = [new ConversationCall("c1", "look", null, CallState.Started)],
                Iteration = 1,
                ToolCalls = 1,
            };

            var result = await Executor(Say("never"), Say("done")).RunAsync(conversation, request);

            Assert.AreEqual(isIdempotent ? 1 : 0, tool.Calls);
            var told = result.Conversation!.Messages.Single(message => message.Role == ChatRole.Tool).Contents.Cast<FunctionResultContent>().Single().Result!.ToString()!;
            StringAssert.Contains(told, isIdempotent ? "seen" : "Outcome unknown", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task A_sub_agent_that_died_is_taken_up_from_its_own_journal()
    {
        var write = Returning("write", "written");
        var worker = Scripted.Skill with { Name = "worker", Body = "I am worker.", Settings = new SkillSettings { Fork = true } };
        var request = Request(write) with { Skill = null, Catalog = SkillCatalog.Of([worker]) };
        ScriptedTurn[] script =
        [
            new ScriptedTurn.Depends(messages => messages[0].Text.Contains("I am worker.", StringComparison.Ordinal) ? Call("write") : Call("activate_skill", ("name", "worker"))),
            Say("done"),
        ];
        var all = new MemoryJournal();
        // The sub-agent's fifth step is its end: everything was done, and the parent does not know it.
        await new SkillExecutor(new ScriptedModel(script), Options with { Journal = new DyingJournal(all, 4, isKept: true, of: "e1.1") }).RunAsync(request);

        var result = await new SkillExecutor(new ScriptedModel(script), Options with { Journal = all }).RunAsync((await all.LoadAsync("e1"))!, request);

        Assert.AreEqual("done", result.Answer);
        Assert.AreEqual(1, write.Calls);
    }

    [TestMethod]
    public async Task A_second_writer_loses_in_memory_and_in_a_folder()
    {
        foreach (ISkillJournal journal in new ISkillJournal[] { new MemoryJournal(), new FolderJournal(_folder) })
        {
            var first = new ConversationStep.Begun("x", "", "", []);
            await journal.AppendAsync("x", 0, first);
            await journal.AppendAsync("x", 1, new ConversationStep.Ended(Usage.None, 1));

            await Assert.ThrowsExactlyAsync<JournalConflictException>(async () => await journal.AppendAsync("x", 1, first));
            await Assert.ThrowsExactlyAsync<JournalConflictException>(async () => await journal.AppendAsync("x", 0, first));
            Assert.AreEqual(2, (await journal.LoadAsync("x"))!.Steps);
            await journal.DeleteAsync("x");
            Assert.IsNull(await journal.LoadAsync("x"));
        }
    }

    [TestMethod]
    public async Task Of_many_writers_at_once_one_wins_each_step()
    {
        await new FolderJournal(_folder, flushToDisk: false).AppendAsync("x", 0, new ConversationStep.Begun("x", "", "", []));
        var won = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            // A journal of its own, as another process would have it.
            var journal = new FolderJournal(_folder, flushToDisk: false);
            for (var i = 1; i <= 20; i++)
            {
                try
                {
                    await journal.AppendAsync("x", i, new ConversationStep.Ended(Usage.None, i));
                    Interlocked.Increment(ref won);
                }
                catch (JournalConflictException)
                {
                    // Somebody else was there first, or it is not yet time.
                }
            }
        })));

        Assert.AreEqual(won + 1, (await new FolderJournal(_folder).LoadAsync("x"))!.Steps);
    }

    [TestMethod]
    public async Task A_torn_last_line_never_happened()
    {
        await new FolderJournal(_folder).AppendAsync("x", 0, new ConversationStep.Begun("x", "s", "", []));
        var file = Directory.GetFiles(_folder, "*.jsonl").Single();
        await File.AppendAllTextAsync(file, "{\"n\":1,\"step\":{\"$type\":\"ended\"");
        var journal = new FolderJournal(_folder);

        Assert.AreEqual(1, (await journal.LoadAsync("x"))!.Steps);
        await journal.AppendAsync("x", 1, new ConversationStep.Ended(Usage.None, 7));

        Assert.AreEqual(7, (await journal.LoadAsync("x"))!.NextSequence);
    }

    [TestMethod]
    public async Task A_full_disk_is_an_error_and_harms_nothing_that_was_written()
    {
        await new FolderJournal(_folder).AppendAsync("x", 0, new ConversationStep.Begun("x", "s", "", []));
        var full = new FolderJournal(_folder, flushToDisk: true, file => new FullDisk(file));

        await Assert.ThrowsExactlyAsync<IOException>(async () => await full.AppendAsync("x", 1, new ConversationStep.Ended(Usage.None, 7)));
        await Assert.ThrowsExactlyAsync<IOException>(async () => await full.AppendAsync("x", 1, new ConversationStep.Snapshot((await full.LoadAsync("x"))!)));

        Assert.AreEqual(1, (await new FolderJournal(_folder).LoadAsync("x"))!.Steps);
        await new FolderJournal(_folder).AppendAsync("x", 1, new ConversationStep.Ended(Usage.None, 7));
        var failed = await new SkillExecutor(new ScriptedModel([Say("x")]), Options with { Journal = full }).RunAsync(Request());
        StringAssert.Contains(((SkillEvent.Failed)failed.Outcome).Reason, "disk full", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_broken_line_is_named_with_its_file_and_number()
    {
        await new FolderJournal(_folder).AppendAsync("x", 0, new ConversationStep.Begun("x", "s", "", []));
        var file = Directory.GetFiles(_folder, "*.jsonl").Single();
        await File.AppendAllTextAsync(file, "no json\n");

        var broken = await Assert.ThrowsExactlyAsync<IOException>(async () => await new FolderJournal(_folder).LoadAsync("x"));

        StringAssert.Contains(broken.Message, $"{file}:2", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("../../etc/passwd")]
    [DataRow("A")]
    [DataRow(".lock-00")]
    [DataRow("a/b\\c:d*?")]
    public async Task An_id_that_is_no_file_name_stays_in_the_folder(string id)
    {
        var journal = new FolderJournal(_folder);
        await journal.AppendAsync(id, 0, new ConversationStep.Begun(id, "s", "", []));

        Assert.AreEqual(id, (await journal.LoadAsync(id))!.ExecutionId);
        StringAssert.StartsWith(Path.GetFileName(Directory.GetFiles(_folder, "*.jsonl").Single()), "~", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_long_conversation_is_kept_by_snapshots_and_its_file_stays_short()
    {
        var n = 0;
        var executor = new SkillExecutor(
            new ScriptedModel([new ScriptedTurn.Depends(messages => n < 90 ? Call("count", ("n", n++)) : Say("done"))]),
            Options with { Journal = new FolderJournal(_folder, flushToDisk: false) });

        var result = await executor.RunAsync(Request(Returning("count", "1")) with { Skill = Scripted.Skill with { Settings = new SkillSettings { MaxIterations = 100 } } });

        Assert.AreEqual(result.Conversation!.ToJson(), (await new FolderJournal(_folder).LoadAsync("e1"))!.ToJson());
        Assert.IsLessThan(result.Conversation.Steps, File.ReadLines(Directory.GetFiles(_folder, "e1.jsonl").Single()).LongCount());
    }

    [TestMethod]
    public async Task A_process_killed_in_the_middle_of_a_call_is_resumed_by_another()
    {
        var effects = Path.Combine(_folder, "effects.txt");
        using (var first = Start("begin", effects))
        {
            Assert.AreEqual("in the second call", await first.StandardOutput.ReadLineAsync());
            // SIGKILL, where there are signals.
            first.Kill();
            await first.WaitForExitAsync();
        }

        using var second = Start("resume", effects);
        var said = (await second.StandardOutput.ReadToEndAsync()).Trim();
        await second.WaitForExitAsync();

        Assert.AreEqual("both lines, unknown: True, Completed", said);
        CollectionAssert.AreEqual(new[] { "first", "second" }, await File.ReadAllLinesAsync(effects), "each once");
    }

    private Process Start(string mode, string effects)
    {
        // In its own folder, where its packages are as well.
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Skills.Tests", "JournaledTask", StringComparison.Ordinal), "JournaledTask.dll");
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", program, Path.Combine(_folder, "journal"), effects, mode]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private static async Task<long> Steps(ScriptedTurn[] script)
    {
        var journal = new MemoryJournal();
        await new SkillExecutor(new ScriptedModel(script), Options with { Journal = journal }).RunAsync(Request(Returning("write", "written")));
        return (await journal.LoadAsync("e1"))!.Steps;
    }

    /// <summary>A journal of a process that dies at a step: before it, or behind it.</summary>
    private sealed class DyingJournal(ISkillJournal inner, int at, bool isKept, string? of = null) : ISkillJournal
    {
        private int _step;
        private bool _isDead;

        public async ValueTask AppendAsync(string executionId, long expected, ConversationStep step, CancellationToken cancellationToken = default)
        {
            var isIt = (of is null || string.Equals(of, executionId, StringComparison.Ordinal)) && _step++ == at;
            if (!_isDead && (!isIt || isKept))
                await inner.AppendAsync(executionId, expected, step, cancellationToken);
            if (_isDead || isIt)
            {
                _isDead = true;
                throw new IOException("The process is dead.");
            }
        }

        public ValueTask<SkillConversation?> LoadAsync(string executionId, CancellationToken cancellationToken = default) => inner.LoadAsync(executionId, cancellationToken);

        public ValueTask DeleteAsync(string executionId, CancellationToken cancellationToken = default) => inner.DeleteAsync(executionId, cancellationToken);
    }

    /// <summary>A disk on which ten bytes are left.</summary>
    private sealed class FullDisk(FileStream file) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            file.Write(buffer[..Math.Min(10, buffer.Length)]);
            throw new IOException("disk full");
        }
    }
}
