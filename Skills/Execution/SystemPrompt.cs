using System.Runtime.CompilerServices;
using System.Text;

namespace Skills;

/// <summary>What the engine says to the model of its own accord.</summary>
internal sealed class SystemPrompt(PromptParts parts)
{
    public const string Review = "Check this answer against the instructions and the task. Do what is missing, with tools where that helps, then give the whole answer again.";

    public const string Empty = "Your answer was empty. Go on with the task by calling a tool, or give your answer.";

    private static readonly ConditionalWeakTable<object, SystemPrompt> Made = [];

    private const string Role =
        "You carry out the skill below for the user, step by step and on your own. Use the tools to look things up and to act; " +
        "read a bundled file when the instructions point to it. When the task is done, answer without calling a tool.";

    private const string Choice = "These skills can be activated by calling " + ActivateSkillTool.ToolName + " with the name; do so where one fits the task:\n";

    /// <summary>The text of these parts; one for all executions with the same, because it is the largest part of a conversation that waits.</summary>
    /// <param name="of">The skill, or else the catalogue.</param>
    /// <param name="parts">What it is made of.</param>
    public static string Of(object of, in PromptParts parts)
    {
        if (Made.TryGetValue(of, out var known) && known.IsOf(parts))
            return known.Text;
        var prompt = new SystemPrompt(parts);
        Made.AddOrUpdate(of, prompt);
        return prompt.Text;
    }

    /// <summary>The system's text: one, because older servers take only one.</summary>
    public string Text { get; } = Compose(parts);

    private bool IsOf(in PromptParts others) =>
        ReferenceEquals(parts.Kind, others.Kind) && ReferenceEquals(parts.Catalogue, others.Catalogue)
        && ReferenceEquals(parts.Instructions, others.Instructions) && ReferenceEquals(parts.Resources, others.Resources);

    private static string Compose(in PromptParts parts)
    {
        var text = new StringBuilder(Role);
        foreach (var part in (ReadOnlySpan<string?>)[parts.Kind, parts.Catalogue is null ? null : Choice + parts.Catalogue, parts.Instructions, parts.Resources])
        {
            if (part is not null)
                text.Append("\n\n").Append(part);
        }

        return text.ToString();
    }

    /// <summary>Asks for the last answer.</summary>
    public static string Last(string limit) => $"{limit} Do not call tools any more. Give the best answer you have so far, and say what is missing.";
}

/// <summary>What the system's text is made of.</summary>
/// <param name="Kind">What a sub-agent is told on top; null for nothing.</param>
/// <param name="Catalogue">Names and descriptions of the skills that can be activated; null for none.</param>
/// <param name="Instructions">The skill's instructions; null where the model chooses.</param>
/// <param name="Resources">The list of the skill's files; null where the model chooses.</param>
internal readonly record struct PromptParts(string? Kind, string? Catalogue, string? Instructions, string? Resources);
