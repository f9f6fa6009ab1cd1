using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runner.Workloads;

/// <summary>A tool that does next to nothing, so that what is measured around it is the loop.</summary>
internal sealed class CountTool : AIFunction
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{ "type": "object", "properties": { "item": { "type": "string" } } }""");

    /// <inheritdoc/>
    public override string Name => "count";

    /// <inheritdoc/>
    public override string Description => "Counts an item.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <summary>The script of an execution that calls this tool a number of times, each time with another item, and then answers.</summary>
    public static IReadOnlyList<ScriptedTurn> Script(int calls) =>
    [
        .. Enumerable.Range(0, calls).Select(i => new ScriptedTurn.Call(("count", new Dictionary<string, object?>(StringComparer.Ordinal) { ["item"] = $"item {i}" }))),
        new ScriptedTurn.Say("counted"),
    ];

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => ValueTask.FromResult<object?>("one more");
}
