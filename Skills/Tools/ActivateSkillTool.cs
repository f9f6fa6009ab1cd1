using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Lets the model activate a skill of the catalogue.</summary>
internal sealed class ActivateSkillTool : AIFunction
{
    public const string ToolName = "activate_skill";

    /// <summary>Above so many skills their names are no enumeration: it would cost more than it saves.</summary>
    private const int MostNames = 300;

    private static readonly ConditionalWeakTable<SkillCatalog, ActivateSkillTool> Made = [];

    private ActivateSkillTool(SkillCatalog catalog) => JsonSchema = Schema([.. catalog.ForModels.Select(skill => skill.Name)]);

    /// <summary>The tool for a catalogue; one for all executions.</summary>
    public static ActivateSkillTool Of(SkillCatalog catalog) => Made.GetValue(catalog, static catalog => new ActivateSkillTool(catalog));

    /// <inheritdoc/>
    public override string Name => ToolName;

    /// <inheritdoc/>
    public override string Description => "Loads a skill's instructions, or lets a skill that works on its own do a task and returns what it came to.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <summary>The engine makes these calls itself (<see cref="SkillActivation"/>): a sub-agent may wait for a person.</summary>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Only the engine makes this call.");

    private static JsonElement Schema(IReadOnlyList<string> names)
    {
        var name = new JsonObject { ["type"] = "string", ["description"] = "The skill's name, as in the list of skills." };
        if (names.Count <= MostNames)
            name["enum"] = new JsonArray([.. names.Select(known => (JsonNode)known)]);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["name"] = name,
                ["task"] = Text("What is to be done, for a skill that works on its own. Leave out for the whole task."),
                ["arguments"] = Text("Arguments that the skill asks for, if any."),
            },
            ["required"] = new JsonArray("name"),
        };
        return JsonElement.Parse(schema.ToJsonString());
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
