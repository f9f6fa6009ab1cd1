using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Runner.Workloads;
using Skills;

namespace Http.Tests;

/// <summary>What providers, gateways and proxies really send, and what comes of it.</summary>
[TestClass]
public sealed class ProviderTests
{
    private const string Done = "[DONE]";
    private const string Start = """event: message_start""" + "\n" + """data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"test","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":5,"cache_read_input_tokens":3,"output_tokens":1}}}""";
    private const string Stop = """event: message_stop""" + "\n" + """data: {"type":"message_stop"}""";

    [TestMethod]
    public async Task A_client_that_calls_functions_itself_runs_no_tool_twice()
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "count", "{}"), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("One."), Finish("stop"), Done));
        var calls = 0;
        using var client = Client(server).AsBuilder().UseFunctionInvocation().Build();

        var result = await Executor(client).RunAsync(Request(AIFunctionFactory.Create(() => $"{++calls}", "count")));

        Assert.AreEqual("One.", result.Answer);
        Assert.AreEqual(1, calls);
    }

    [TestMethod]
    [DataRow("length", "cut at the model's output limit")]
    [DataRow("content_filter", "content filter")]
    public async Task A_cut_answer_is_partial_with_its_reason(string finish, string expected)
    {
        await using var server = await OpenAI(ModelServer.Stream(Text("It says sev"), Finish(finish), Done));

        var result = await Executor(Client(server)).RunAsync(Request());

        Assert.IsFalse(result.IsSuccess);
        Assert.AreEqual("It says sev", result.Answer);
        StringAssert.Contains(((SkillEvent.Completed)result.Outcome).PartialBecause, expected, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Calls_of_a_cut_turn_are_not_run_and_the_model_is_told()
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "count", "{}"), Finish("length"), Done),
            ModelServer.Stream(Text("Shorter."), Finish("stop"), Done));
        var calls = 0;

        var result = await Executor(Client(server)).RunAsync(Request(AIFunctionFactory.Create(() => ++calls, "count")));

        Assert.AreEqual(("Shorter.", 0), (result.Answer, calls));
        StringAssert.Contains(LastMessage(server).GetProperty("content").ToString(), "Not made", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_empty_answer_is_asked_for_once_more_and_is_no_success()
    {
        await using var mended = await OpenAI(ModelServer.Stream(Finish("stop"), Done), ModelServer.Stream(Text("Here."), Finish("stop"), Done));
        await using var empty = await OpenAI(ModelServer.Stream(Finish("stop"), Done), ModelServer.Stream(Finish("stop"), Done));

        var (one, other) = (await Executor(Client(mended)).RunAsync(Request()), await Executor(Client(empty)).RunAsync(Request()));

        Assert.AreEqual("Here.", one.Answer);
        StringAssert.Contains(((SkillEvent.Failed)other.Outcome).Reason, "gave no answer", StringComparison.Ordinal);
    }

    /// <summary>Status 200, and yet no answer.</summary>
    [TestMethod]
    [DataRow("openai", "error object")]
    [DataRow("openai", "error in stream")]
    [DataRow("openai", "closed without a finish")]
    [DataRow("openai", "login page")]
    [DataRow("openai", "nothing")]
    [DataRow("anthropic", "login page")]
    [DataRow("anthropic", "overloaded in stream")]
    [DataRow("anthropic", "nothing")]
    [DataRow("ollama", "login page")]
    [DataRow("ollama", "nothing")]
    public async Task What_is_no_answer_is_asked_for_again_and_then_fails(string provider, string what)
    {
        var broken = what switch
        {
            "error object" => Plain("application/json", """{"error":{"message":"out of memory","type":"server_error"}}"""),
            "error in stream" => ModelServer.Stream("""{"error":{"message":"out of memory","type":"server_error","code":500}}"""),
            "closed without a finish" => ModelServer.Stream(Text("It says ")),
            "login page" => Plain("text/html", "<!doctype html><html><body>Please log in.</body></html>"),
            "overloaded in stream" => ModelServer.Stream(Start, """event: error""" + "\n" + """data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""),
            _ => Plain("text/event-stream", ""),
        };
        await using var server = await ModelServer.Start(PathOf(provider), broken, broken, broken, broken);

        var result = await Executor(Client(server, provider)).RunAsync(Request());

        Assert.IsInstanceOfType<SkillEvent.Failed>(result.Outcome);
        Assert.HasCount(4, server.Requests.ToList(), $"asked four times: {((SkillEvent.Failed)result.Outcome).Reason}");
        if (what is "closed without a finish")
            Assert.AreEqual("It says ", ((SkillEvent.Failed)result.Outcome).Partial);
    }

    [TestMethod]
    public async Task A_thought_goes_back_whole_with_its_signature()
    {
        await using var server = await ModelServer.Start(
            "/v1/messages",
            ModelServer.Stream(
                Start,
                Block(0, """{"type":"thinking","thinking":"","signature":""}"""),
                Delta(0, """{"type":"thinking_delta","thinking":"Let me "}"""),
                Delta(0, """{"type":"thinking_delta","thinking":"count."}"""),
                Delta(0, """{"type":"signature_delta","signature":"c2lnbmVk"}"""),
                BlockStop(0),
                Block(1, """{"type":"text","text":""}"""),
                Delta(1, """{"type":"text_delta","text":"I count."}"""),
                BlockStop(1),
                Block(2, """{"type":"tool_use","id":"t1","name":"count","input":{}}"""),
                Delta(2, """{"type":"input_json_delta","partial_json":"{}"}"""),
                BlockStop(2),
                MessageDelta("tool_use", 9),
                Stop),
            ModelServer.Stream(Start, Block(0, """{"type":"text","text":""}"""), Delta(0, """{"type":"text_delta","text":"Seven."}"""), BlockStop(0), MessageDelta("end_turn", 2), Stop));

        var result = await Executor(Client(server, "anthropic")).RunAsync(Request(AIFunctionFactory.Create(() => 7, "count")));

        Assert.AreEqual("Seven.", result.Answer);
        var blocks = server.Requests.Last().GetProperty("messages").EnumerateArray().First(message => message.GetProperty("role").GetString() is "assistant").GetProperty("content").EnumerateArray().ToList();
        CollectionAssert.AreEqual(new[] { "thinking", "text", "tool_use" }, blocks.Select(block => block.GetProperty("type").GetString()).ToArray());
        Assert.AreEqual(("Let me count.", "c2lnbmVk"), (blocks[0].GetProperty("thinking").GetString(), blocks[0].GetProperty("signature").GetString()));
        Assert.AreEqual(11, result.Usage.OutputTokens, "9 and 2: a running sum counts once");
    }

    [TestMethod]
    public async Task The_last_turn_sends_the_tools_and_forbids_them()
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "count", "{}"), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("So far."), Finish("stop"), Done));

        var result = await Executor(Client(server), new SkillExecutorOptions { MaxToolCalls = 1 }).RunAsync(Request(AIFunctionFactory.Create(() => 7, "count")));

        Assert.AreEqual("So far.", result.Answer);
        var last = server.Requests.Last();
        Assert.AreEqual("none", last.GetProperty("tool_choice").GetString());
        Assert.IsTrue(last.GetProperty("tools").GetArrayLength() > 0);
    }

    [TestMethod]
    public async Task The_answers_own_header_says_how_long_to_wait_and_quota_is_not_waited_for()
    {
        await using var server = await OpenAI(ModelServer.Refuse(429, "0"), ModelServer.Stream(Text("There."), Finish("stop"), Done));
        await using var asks = await OpenAI(ModelServer.Refuse(429, "3600"));
        await using var quota = await OpenAI(context =>
        {
            context.Response.StatusCode = 429;
            return context.Response.WriteAsJsonAsync(new { error = new { message = "You exceeded your current quota.", type = "insufficient_quota", code = "insufficient_quota" } });
        });
        await using var claude = await ModelServer.Start("/v1/messages", ModelServer.Refuse(429, "0"), ModelServer.Refuse(529, "0"));
        // Without the header each wait would take an hour.
        var patient = new SkillExecutorOptions { FirstBackoff = TimeSpan.FromHours(1), ModelAttempts = 2 };

        Assert.AreEqual("There.", (await Executor(Client(server), patient).RunAsync(Request())).Answer);
        Assert.IsInstanceOfType<SkillEvent.Failed>((await Executor(Client(asks), patient).RunAsync(Request())).Outcome);
        Assert.IsInstanceOfType<SkillEvent.Failed>((await Executor(Client(quota), patient).RunAsync(Request())).Outcome);
        Assert.HasCount(1, quota.Requests.ToList());
        Assert.IsInstanceOfType<SkillEvent.Failed>((await Executor(Client(claude, "anthropic")).RunAsync(Request())).Outcome);
        Assert.IsGreaterThan(1, claude.Requests.Count);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    public async Task Empty_arguments_are_no_arguments(string arguments)
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "count", arguments), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("Seven."), Finish("stop"), Done));
        var calls = 0;

        var result = await Executor(Client(server)).RunAsync(Request(AIFunctionFactory.Create(() => ++calls, "count")));

        Assert.AreEqual(("Seven.", 1), (result.Answer, calls), LastMessage(server).ToString());
    }

    [TestMethod]
    public async Task Whole_numbers_and_left_out_arguments_are_taken_as_models_write_them()
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "add", """{\"n\": 2.0, \"m\": \"\"}"""), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("Done."), Finish("stop"), Done));
        (int N, int? M) given = default;

        await Executor(Client(server)).RunAsync(Request(AIFunctionFactory.Create((int n, int? m = null) => given = (n, m), "add")));

        Assert.AreEqual((2, null), given);
    }

    [TestMethod]
    public async Task Parallel_calls_that_all_carry_index_0_are_told_of_and_then_made_one_at_a_time()
    {
        await using var server = await OpenAI(
            ModelServer.Stream(Call(0, "c1", "count", """{\"n\": 1}"""), Call(0, "c2", "count", """{\"n\": 2}"""), Finish("tool_calls"), Done),
            ModelServer.Stream(Call(0, "c3", "count", """{\"n\": 1}"""), Finish("tool_calls"), Done),
            ModelServer.Stream(Text("Done."), Finish("stop"), Done));
        List<int> given = [];

        var result = await Executor(Client(server)).RunAsync(Request(AIFunctionFactory.Create((int n) => given.Add(n), "count")));

        Assert.AreEqual("Done.", result.Answer);
        Assert.AreEqual(1, given.Count(n => n is 1) + given.Count(n => n is 2 && given.Count is 1), string.Join(",", given));
        Assert.IsFalse(server.Requests.ElementAt(1).GetProperty("parallel_tool_calls").GetBoolean());
        StringAssert.Contains(server.Requests.ElementAt(1).ToString(), "only one call in a turn", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_system_says_one_text_and_a_failure_is_marked_as_one()
    {
        await using var server = await ModelServer.Start(
            "/v1/messages",
            ModelServer.Stream(Start, Block(0, """{"type":"tool_use","id":"t1","name":"bad","input":{}}"""), Delta(0, """{"type":"input_json_delta","partial_json":"{}"}"""), BlockStop(0), MessageDelta("tool_use", 2), Stop),
            ModelServer.Stream(Start, Block(0, """{"type":"text","text":""}"""), Delta(0, """{"type":"text_delta","text":"Sorry."}"""), BlockStop(0), MessageDelta("end_turn", 2), Stop));

        await Executor(Client(server, "anthropic")).RunAsync(Request(AIFunctionFactory.Create(string () => throw new InvalidOperationException("broken"), "bad")));

        var last = server.Requests.Last();
        var system = last.GetProperty("system");
        Assert.IsTrue(system.ValueKind is JsonValueKind.String || system.GetArrayLength() is 1, "one text");
        Assert.IsTrue(last.GetProperty("messages").EnumerateArray().Last().GetProperty("content").EnumerateArray().Single().GetProperty("is_error").GetBoolean());
    }

    [TestMethod]
    [DataRow("openai")]
    [DataRow("anthropic")]
    [DataRow("ollama")]
    public async Task Every_provider_is_shown_the_tools(string provider)
    {
        await using var server = await ModelServer.Start(PathOf(provider), ModelServer.Refuse(400));

        await Executor(Client(server, provider)).RunAsync(Request(AIFunctionFactory.Create((int n) => n, "count", "Counts.")));

        var tools = server.Requests.Single().GetProperty("tools").ToString();
        StringAssert.Contains(tools, "\"count\"", StringComparison.Ordinal);
        StringAssert.Contains(tools, "\"read_file\"", StringComparison.Ordinal);
        StringAssert.Contains(tools, "\"n\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_hosts_output_limit_reaches_the_provider()
    {
        await using var server = await ModelServer.Start("/v1/messages", ModelServer.Refuse(400));

        await Executor(Client(server, "anthropic"), new SkillExecutorOptions { ChatOptions = new ChatOptions { MaxOutputTokens = 9_000 } }).RunAsync(Request());

        Assert.AreEqual(9_000, server.Requests.Single().GetProperty("max_tokens").GetInt32());
    }

    private static SkillExecutor Executor(IChatClient client, SkillExecutorOptions? options = null) =>
        new(client, options ?? new SkillExecutorOptions { FirstBackoff = TimeSpan.FromMilliseconds(1) });

    private static SkillRequest Request(params AIFunction[] tools) => new()
    {
        Skill = new Skill { Name = "counting", Description = "Counts.", Body = "Count.", Directory = AppContext.BaseDirectory, File = "SKILL.md", AllowedTools = ["Read", .. tools.Select(tool => tool.Name)] },
        Task = "Count.",
        Tools = tools,
    };

    private static IChatClient Client(ModelServer server, string provider = "openai") => RealModels.FromEnvironment(name => name switch
    {
        "SKILLS_MODEL_PROVIDER" => provider,
        "SKILLS_MODEL_NAME" => "test",
        "SKILLS_MODEL_ENDPOINT" => provider is "openai" ? $"{server.Address}v1" : server.Address.ToString(),
        _ => null,
    })!;

    private static string PathOf(string provider) => provider switch
    {
        "openai" => "/v1/chat/completions",
        "anthropic" => "/v1/messages",
        _ => "/api/chat",
    };

    private static Task<ModelServer> OpenAI(params Func<HttpContext, Task>[] answers) => ModelServer.Start("/v1/chat/completions", answers);

    private static JsonElement LastMessage(ModelServer server) => server.Requests.Last().GetProperty("messages").EnumerateArray().Last();

    private static Func<HttpContext, Task> Plain(string type, string body) => context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    private static string Text(string text) => Chunk($$"""{"role":"assistant","content":"{{text}}"}""");

    private static string Call(int index, string id, string name, string arguments) =>
        Chunk($$$"""{"role":"assistant","tool_calls":[{"index":{{{index}}},"id":"{{{id}}}","type":"function","function":{"name":"{{{name}}}","arguments":"{{{arguments}}}"}}]}""");

    private static string Finish(string reason) => Chunk("{}", $"\"{reason}\"");

    private static string Chunk(string delta, string finish = "null") =>
        $$"""{"id":"x","object":"chat.completion.chunk","created":1,"model":"test","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    private static string Block(int index, string block) => "event: content_block_start\ndata: " + $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""";

    private static string Delta(int index, string delta) => "event: content_block_delta\ndata: " + $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    private static string BlockStop(int index) => "event: content_block_stop\ndata: " + $$"""{"type":"content_block_stop","index":{{index}}}""";

    private static string MessageDelta(string stop, int tokens) => "event: message_delta\ndata: " + $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{stop}}}","stop_sequence":null},"usage":{"output_tokens":{{{tokens}}}}}""";
}
