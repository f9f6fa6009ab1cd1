using Runner.Workloads;
using Skills;

namespace Http.Tests;

/// <summary>The engine over real HTTP, through the clients that people use.</summary>
[TestClass]
public sealed class RealModelTests
{
    private const string Done = "[DONE]";

    [TestMethod]
    public async Task A_task_with_a_tool_call_that_comes_in_pieces_is_done()
    {
        await using var server = await Start(
            ModelServer.Stream(CallName("c1", "read_file"), CallPiece("{\\\"pa"), CallPiece("th\\\":\\\"notes.md\\\"}"), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("It says "), Text("seven."), Finish("stop"), Done));

        var (result, events) = await Run(server);

        Assert.AreEqual("It says seven.", result.Answer);
        Assert.AreEqual("seven", events.OfType<SkillEvent.ToolCallCompleted>().Single().Result);
        var observation = server.Requests.Last().GetProperty("messages").EnumerateArray().Last();
        Assert.AreEqual(("tool", "c1"), (observation.GetProperty("role").GetString(), observation.GetProperty("tool_call_id").GetString()));
        Assert.IsTrue(server.Requests.First().GetProperty("tools").EnumerateArray().Any(tool => tool.GetProperty("function").GetProperty("name").GetString() is "read_file"));
    }

    [TestMethod]
    public async Task A_throttled_model_is_asked_again_after_the_time_it_names_and_once_for_each_try()
    {
        await using var server = await Start(ModelServer.Refuse(429, "0"), ModelServer.Refuse(503), ModelServer.Stream(Text("There."), Finish("stop"), Done));

        var (result, events) = await Run(server);

        Assert.AreEqual("There.", result.Answer);
        Assert.HasCount(3, server.Requests.ToList(), "the client itself does not retry");
        Assert.HasCount(2, events.OfType<SkillEvent.TurnDiscarded>().ToList());
    }

    [TestMethod]
    public async Task A_model_that_asks_for_too_long_a_wait_ends_the_execution()
    {
        await using var server = await Start(ModelServer.Refuse(429, "3600"));

        var (result, _) = await Run(server);

        Assert.IsInstanceOfType<SkillEvent.Failed>(result.Outcome);
        Assert.HasCount(1, server.Requests.ToList());
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(404)]
    public async Task A_refused_request_is_not_made_again(int status)
    {
        await using var server = await Start(ModelServer.Refuse(status));

        var (result, _) = await Run(server);

        StringAssert.Contains(((SkillEvent.Failed)result.Outcome).Reason, "The model failed", StringComparison.Ordinal);
        Assert.HasCount(1, server.Requests.ToList());
    }

    [TestMethod]
    public async Task A_stream_that_is_cut_is_asked_for_again_and_what_it_said_is_void()
    {
        await using var server = await Start(ModelServer.Cut(Text("It says ei")), ModelServer.Stream(Text("It says seven."), Finish("stop"), Done));

        var (result, events) = await Run(server);

        Assert.AreEqual("It says seven.", result.Answer);
        Assert.HasCount(1, events.OfType<SkillEvent.TurnDiscarded>().ToList());
    }

    [TestMethod]
    public async Task A_stream_that_stalls_ends_at_the_iterations_time()
    {
        await using var server = await Start(ModelServer.Stall(Text("It says ")));

        var (result, events) = await Run(server, new SkillSettings { TimeoutPerIteration = TimeSpan.FromMilliseconds(500) });

        StringAssert.Contains(((SkillEvent.Failed)result.Outcome).Reason, "0.5 s", StringComparison.Ordinal);
        Assert.AreEqual("It says ", string.Concat(events.OfType<SkillEvent.MessageDelta>().Select(delta => delta.Text)));
    }

    [TestMethod]
    public async Task Malformed_arguments_are_an_observation()
    {
        await using var server = await Start(
            ModelServer.Stream(CallName("c1", "read_file"), CallPiece("{\\\"path\\\": oops"), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("I could not."), Finish("stop"), Done));

        var (result, events) = await Run(server);

        Assert.AreEqual("I could not.", result.Answer);
        Assert.HasCount(1, events.OfType<SkillEvent.ToolCallFailed>().ToList());
    }

    [TestMethod]
    public async Task Anthropics_protocol_works_as_well()
    {
        await using var server = await ModelServer.Start("/v1/messages", ModelServer.Stream(
            """event: message_start""" + "\n" + """data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"test","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":1}}}""",
            """event: content_block_start""" + "\n" + """data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """event: content_block_delta""" + "\n" + """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello."}}""",
            """event: content_block_stop""" + "\n" + """data: {"type":"content_block_stop","index":0}""",
            """event: message_delta""" + "\n" + """data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}""",
            """event: message_stop""" + "\n" + """data: {"type":"message_stop"}"""));

        var (result, _) = await Run(server, provider: "anthropic");

        Assert.AreEqual("Hello.", result.Answer);
    }

    [TestMethod]
    public async Task Ollamas_protocol_works_as_well()
    {
        await using var server = await ModelServer.Start("/api/chat", ModelServer.Stream(
            """{"model":"test","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hello."},"done":false}""",
            """{"model":"test","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"""));

        var (result, _) = await Run(server, provider: "ollama");

        Assert.AreEqual("Hello.", result.Answer);
    }

    [TestMethod]
    [DataRow("llama", "m", "", "known are openai, ollama and anthropic")]
    [DataRow("openai", "", "", "SKILLS_MODEL_NAME")]
    [DataRow("openai", "m", "localhost:8000", "no http or https URL")]
    public void What_the_environment_says_wrongly_is_told(string provider, string name, string endpoint, string expected)
    {
        var wrong = Assert.ThrowsExactly<InvalidOperationException>(() => RealModels.FromEnvironment(Variables(provider, name, endpoint)));

        StringAssert.Contains(wrong.Message, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Without_a_provider_there_is_no_real_model() => Assert.IsNull(RealModels.FromEnvironment(_ => null));

    private static Task<ModelServer> Start(params Func<Microsoft.AspNetCore.Http.HttpContext, Task>[] answers) => ModelServer.Start("/v1/chat/completions", answers);

    private static async Task<(SkillResult Result, List<SkillEvent> Events)> Run(ModelServer server, SkillSettings? settings = null, string provider = "openai")
    {
        var folder = Directory.CreateTempSubdirectory("http-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "notes.md"), "seven");
        var skill = new Skill { Name = "reading", Description = "Reads.", Body = "Read notes.md.", Directory = folder.FullName, File = Path.Combine(folder.FullName, "SKILL.md"), Settings = settings ?? SkillSettings.Default };
        using var model = RealModels.FromEnvironment(Variables(provider, "test", provider is "openai" ? $"{server.Address}v1" : server.Address.ToString()))!;
        var executor = new SkillExecutor(model, new SkillExecutorOptions { FirstBackoff = TimeSpan.FromMilliseconds(1), RetryAfter = RealModels.RetryAfter });
        var events = new List<SkillEvent>();
        await foreach (var happened in executor.ExecuteAsync(new SkillRequest { Skill = skill, Task = "What does it say?" }))
            events.Add(happened);
        folder.Delete(recursive: true);
        var end = (SkillEvent.End)events[^1];
        return (new SkillResult(end, events.OfType<SkillEvent.IterationCompleted>().Count(), events.Count) { Answer = (end as SkillEvent.Completed)?.Answer }, events);
    }

    private static Func<string, string?> Variables(string provider, string name, string endpoint) => variable => variable switch
    {
        "SKILLS_MODEL_PROVIDER" => provider,
        "SKILLS_MODEL_NAME" => name,
        "SKILLS_MODEL_ENDPOINT" => endpoint,
        _ => null,
    };

    private static string Chunk(string delta, string finish = "null") =>
        $$"""{"id":"r1","object":"chat.completion.chunk","created":1,"model":"test","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    private static string Text(string text) => Chunk($$"""{"role":"assistant","content":"{{text}}"}""");

    private static string CallName(string id, string tool) => Chunk($$$"""{"role":"assistant","tool_calls":[{"index":0,"id":"{{{id}}}","type":"function","function":{"name":"{{{tool}}}","arguments":""}}]}""");

    private static string CallPiece(string json) => Chunk($$$"""{"tool_calls":[{"index":0,"function":{"arguments":"{{{json}}}"}}]}""");

    private static string Finish(string reason) => Chunk("{}", $"\"{reason}\"");
}
