using System.Text;

namespace Skills;

/// <summary>What the engine says to the model of its own accord.</summary>
internal static class SystemPrompt
{
    public const string Review = "Check this answer against the instructions and the task. Do what is missing, with tools where that helps, then give the whole answer again.";

    public const string Empty = "Your answer was empty. Go on with the task by calling a tool, or give your answer.";

    private const string Role =
        "You carry out the skill below for the user, step by step and on your own. Use the tools to look things up and to act; " +
        "read a bundled file when the instructions point to it. When the task is done, answer without calling a tool.";

    private const string Choice = "These skills can be activated by calling " + ActivateSkillTool.ToolName + " with the name; do so where one fits the task:\n";

    /// <summary>The system's text: one, because older servers take only one.</summary>
    /// <param name="kind">What a sub-agent is told on top; null for nothing.</param>
    /// <param name="catalogue">Names and descriptions of the skills that can be activated; null for none.</param>
    /// <param name="instructions">The skill's instructions; null where the model chooses.</param>
    /// <param name="resources">The list of the skill's files; null where the model chooses.</param>
    public static string Of(string? kind, string? catalogue, string? instructions, string? resources)
    {
        var length = Role.Length + (kind?.Length ?? 0) + (catalogue?.Length ?? 0) + (instructions?.Length ?? 0) + (resources?.Length ?? 0) + 256;
        var text = new StringBuilder(Role, length);
        foreach (var part in (ReadOnlySpan<string?>)[kind, catalogue is null ? null : Choice + catalogue, instructions, resources])
        {
            if (part is not null)
                text.Append("\n\n").Append(part);
        }

        return text.ToString();
    }

    /// <summary>Asks for the last answer.</summary>
    public static string Last(string limit) => $"{limit} Do not call tools any more. Give the best answer you have so far, and say what is missing.";
}
