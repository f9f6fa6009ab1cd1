using System.Runtime.CompilerServices;
using System.Text;

namespace Skills;

/// <summary>What the engine says to the model of its own accord.</summary>
internal sealed class SystemPrompt(PromptParts parts)
{
    public const string Review =
        "Check this answer against the instructions and the task. Do what is missing, with tools where that helps, then give the whole answer again.";

    public const string Empty = "Your answer was empty. Go on with the task by calling a tool, or give your answer.";

    private const string Role =
        "You complete the user's task on your own, step by step. Use the tools to look things up and to act. " +
        "When the task is done, answer without calling a tool.";

    private const string RoleWithoutTools = "You complete the user's task in one answer. There are no tools.";

    private const string SubAgent =
        "You are a sub-agent: another agent gave you this task. It sees your last answer and nothing else, so put everything it needs into that answer.";

    private const string WithSkill =
        "Follow the instructions of the skill below. Read a bundled file when the instructions refer to it, not earlier.";

    private const string NoWorkspace = "There is no workspace: the file tools reach the skill's directory only.";

    private const string Scripts = "Scripts in a skill's scripts directory can be run by run_script. Other commands cannot be run, unless another tool does so.";

    private const string NoScripts = "Bundled scripts can be read but not run, unless another tool does so.";

    private const string Choice =
        "These skills give instructions for particular kinds of tasks. If the task fits a description, call " + ActivateSkillTool.ToolName +
        " with the skill's name before you go on, then follow the instructions it returns.";

    private static readonly ConditionalWeakTable<object, SystemPrompt> Made = [];

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

    /// <summary>Asks for the last answer.</summary>
    public static string Last(string limit) =>
        $"{limit} Do not call tools any more. Give the best answer you have so far, and say what is missing.";

    /// <summary>A skill's text in tags, so that the model sees where it begins and ends.</summary>
    public static string Tagged(string skill, string instructions, string? resources) =>
        $"<skill_content name=\"{skill}\">\n{instructions.Trim()}\n{(resources is null ? "" : $"\n{resources.Trim()}\n")}</skill_content>";

    private bool IsOf(in PromptParts others) =>
        parts.Host == others.Host && ReferenceEquals(parts.Kind, others.Kind) && ReferenceEquals(parts.Catalogue, others.Catalogue)
        && ReferenceEquals(parts.Instructions, others.Instructions) && ReferenceEquals(parts.Resources, others.Resources);

    private static string Compose(in PromptParts parts)
    {
        var text = new StringBuilder(parts.Host.HasTools ? Role : RoleWithoutTools);
        if (parts.Host.IsSubAgent)
            Add(text, SubAgent);
        if (parts.Kind is not null)
            Add(text, parts.Kind);
        if (parts.Host.HasTools)
        {
            Add(text, parts.Host.Workspace is { } workspace
                ? $"The workspace is {Shown.Escaped(workspace)}. Relative paths are looked up in the skill's directory first, then in the workspace."
                : NoWorkspace);
            text.Append('\n').Append(parts.Host.RunsScripts ? Scripts : NoScripts);
        }

        if (parts.Catalogue is not null)
            Add(text, $"{Choice}\n<available_skills>\n{parts.Catalogue.Trim()}\n</available_skills>");
        if (parts.Instructions is not null)
            Add(text, $"{WithSkill}\n{Tagged(parts.Skill!, parts.Instructions, parts.Host.HasTools ? parts.Resources : null)}");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string part) => text.Append("\n\n").Append(part);
}

/// <summary>What the system's text is made of.</summary>
/// <param name="Host">What the host lets the execution do.</param>
/// <param name="Kind">What a sub-agent is told on top; null for nothing.</param>
/// <param name="Catalogue">Names and descriptions of the skills that can be activated; null for none.</param>
/// <param name="Skill">The skill's name; null where the model chooses.</param>
/// <param name="Instructions">The skill's instructions; null where the model chooses.</param>
/// <param name="Resources">The list of the skill's files; null where the model chooses.</param>
internal readonly record struct PromptParts(PromptHost Host, string? Kind, string? Catalogue, string? Skill, string? Instructions, string? Resources);

/// <summary>What a host lets an execution do, as far as the model should know.</summary>
/// <param name="HasTools">Whether there are tools at all.</param>
/// <param name="IsSubAgent">Whether another agent gave the task.</param>
/// <param name="Workspace">The workspace; null for none.</param>
/// <param name="RunsScripts">Whether scripts of skills can be run.</param>
internal readonly record struct PromptHost(bool HasTools, bool IsSubAgent, string? Workspace, bool RunsScripts);
