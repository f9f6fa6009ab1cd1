using Microsoft.Extensions.AI;
using PerfSpecs;

namespace Runner.Workloads;

/// <summary>The floor that the engine is compared with: the least loop that calls the same model, streaming, and runs the same tool. No events, no limits, no care.</summary>
internal sealed class BareLoop(ScriptedModel model)
{
    private readonly CountTool _tool = new();
    private readonly ChatOptions _options = new();

    public static BareLoop Open(Setup setup) => new(new ScriptedModel(CountTool.Script(ScriptedExecution.ToolTurns)));

    /// <summary>Runs a conversation to its answer.</summary>
    /// <returns>Model calls.</returns>
    public async Task<int> RunToEnd(CancellationToken cancellationToken)
    {
        _options.Tools ??= [_tool];
        var messages = new List<ChatMessage> { new(ChatRole.System, "Count."), new(ChatRole.User, "Count the items.") };
        for (var iterations = 1; ; iterations++)
        {
            var contents = new List<AIContent>();
            await foreach (var update in model.GetStreamingResponseAsync(messages, _options, cancellationToken))
                contents.AddRange(update.Contents);
            messages.Add(new ChatMessage(ChatRole.Assistant, contents));
            var results = new List<AIContent>();
            foreach (var content in contents)
            {
                if (content is FunctionCallContent call)
                    results.Add(new FunctionResultContent(call.CallId, await _tool.InvokeAsync(new AIFunctionArguments(call.Arguments, StringComparer.Ordinal), cancellationToken)));
            }

            if (results.Count is 0)
                return iterations;
            messages.Add(new ChatMessage(ChatRole.Tool, results));
        }
    }
}
