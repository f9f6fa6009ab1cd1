using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runner.Workloads;

/// <summary>A search that is busy unless it is asked to try again.</summary>
internal sealed class FlakyTool : AIFunction
{
    public const string ToolName = "search";

    private static readonly JsonElement Schema = JsonElement.Parse("""{ "type": "object", "properties": { "query": { "type": "string" }, "retry": { "type": "boolean" } }, "required": ["query"] }""");

    /// <inheritdoc/>
    public override string Name => ToolName;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        arguments.ContainsKey("retry")
            ? ValueTask.FromResult<object?>("guide.md")
            : throw new TimeoutException("the index is busy; ask again with retry=true");
}
