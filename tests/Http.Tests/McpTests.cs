using McpServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Runner.Workloads;
using Skills;

namespace Http.Tests;

/// <summary>Tools of real servers of the Model Context Protocol are used as they are.</summary>
[TestClass]
public sealed class McpTests
{
    [TestMethod]
    public async Task Tools_of_a_server_on_standard_input_and_output_work()
    {
        // In its own folder, where its packages are as well.
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Http.Tests", "McpServer", StringComparison.Ordinal), "McpServer.dll");
        await using var client = await McpClient.CreateAsync(new StdioClientTransport(new() { Name = "stock", Command = "dotnet", Arguments = ["exec", program] }));

        await Use(client);
    }

    [TestMethod]
    public async Task Tools_of_a_server_over_HTTP_work()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer().WithHttpTransport().WithTools<Stock>();
        await using var app = builder.Build();
        app.MapMcp();
        await app.StartAsync();
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new Uri(app.Urls.First()) }));

        await Use(client);
    }

    private static async Task Use(McpClient client)
    {
        var tools = await client.ListToolsAsync();
        var events = await Events([.. tools], null, Call("count_items", ("shelf", "A")), Call("count_items", ("shelf", "B")), new ScriptedTurn.Say("done"));

        StringAssert.Contains(events.OfType<SkillEvent.ToolCallCompleted>().First().Result!.ToString(), "7 items", StringComparison.Ordinal);
        StringAssert.Contains(string.Concat(events.Where(e => e is SkillEvent.ToolCallFailed or SkillEvent.ToolCallCompleted).Select(e => e.ToString())), "There is no shelf B", StringComparison.Ordinal);
        Assert.IsInstanceOfType<SkillEvent.Completed>(events[^1]);

        var filtered = await Events([.. tools], ["count_items"], Call("empty_shelf"), new ScriptedTurn.Say("done"));
        StringAssert.Contains(filtered.OfType<SkillEvent.ToolCallFailed>().Single().Observation, "there is no tool", StringComparison.Ordinal);
    }

    private static ScriptedTurn Call(string tool, params (string Name, object? Value)[] arguments) =>
        new ScriptedTurn.Call((tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal)));

    private static async Task<List<SkillEvent>> Events(IReadOnlyList<AIFunction> tools, IReadOnlyList<string>? allowed, params ScriptedTurn[] turns)
    {
        var skill = new Skill { Name = "counting", Description = "Counts.", Body = "Count.", Directory = AppContext.BaseDirectory, File = "SKILL.md", AllowedTools = allowed };
        var events = new List<SkillEvent>();
        await foreach (var happened in new SkillExecutor(new ScriptedModel(turns)).ExecuteAsync(new SkillRequest { Skill = skill, Task = "Count.", Tools = tools }))
            events.Add(happened);
        return events;
    }
}
