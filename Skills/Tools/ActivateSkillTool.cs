using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Lets the model activate a skill of the catalogue.</summary>
internal sealed class ActivateSkillTool : AIFunction
{
    public const string ToolName = "activate_skill";

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "name": { "type": "string", "description": "The skill's name, as it stands in the list of skills." },
            "task": { "type": "string", "description": "What is to be done, for a skill that works on its own. Leave out for the whole task." },
            "arguments": { "type": "string", "description": "Arguments that the skill asks for, if any." }
          },
          "required": ["name"]
        }
        """);

    /// <inheritdoc/>
    public override string Name => ToolName;

    /// <inheritdoc/>
    public override string Description => "Loads a skill's instructions, or lets a skill that works on its own do a task and returns what it came to.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <summary>The engine makes these calls itself (<see cref="SkillActivation"/>): a sub-agent may wait for a person.</summary>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only the engine makes this call.");
}
