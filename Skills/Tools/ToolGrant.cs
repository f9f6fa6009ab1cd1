using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Which tools a skill's <c>allowed-tools</c> lets the model see. What it does not see is not run either.</summary>
internal static class ToolGrant
{
    /// <summary>Whether a skill's <c>allowed-tools</c> grants a tool.</summary>
    /// <param name="tool">What the engine or the host offers.</param>
    /// <param name="allowed">The field's entries, such as <c>Read</c> or <c>Bash(git:*)</c>.</param>
    public static bool Allows(AIFunction tool, IReadOnlyList<string> allowed)
    {
        foreach (var entry in allowed)
        {
            if (Names(entry, tool.Name))
                return true;
        }

        return false;
    }

    /// <summary>Whether an entry names a tool: by its own name, or by the name that published skills use for the same thing.</summary>
    private static bool Names(string entry, string tool)
    {
        var name = entry.AsSpan(0, entry.IndexOf('(') is >= 0 and var pattern ? pattern : entry.Length);
        return tool switch
        {
            FileTools.ReadName => Is(name, FileTools.ReadName) || Is(name, "Read"),
            FileTools.ListName => Is(name, FileTools.ListName) || Is(name, "Glob") || Is(name, "LS"),
            FileTools.RunName => Is(name, FileTools.RunName) || entry.Equals("Bash", StringComparison.Ordinal),
            ActivateSkillTool.ToolName => Is(name, ActivateSkillTool.ToolName) || Is(name, "Skill"),
            _ => Is(name, tool),
        };
    }

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
