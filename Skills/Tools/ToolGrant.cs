using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Which tools a skill's <c>allowed-tools</c> lets the model see. What it does not see is not run either.</summary>
internal static class ToolGrant
{
    private const string Everything = "*";

    /// <summary>How published skills write the name of a tool of an MCP server: <c>mcp__server__tool</c>.</summary>
    private const string McpPrefix = "mcp__";

    /// <summary>The tools that are granted; all of them where the field is absent. Reading files of the skill's own folder is always granted.</summary>
    /// <param name="tools">What the engine and the host offer.</param>
    /// <param name="allowed">The field's entries, such as <c>Read</c> or <c>Bash(git:*)</c>; null where it is absent.</param>
    public static IReadOnlyList<AIFunction> Filter(IReadOnlyList<AIFunction> tools, IReadOnlyList<string>? allowed) =>
        allowed is null || allowed.Contains(Everything, StringComparer.Ordinal)
            ? tools
            : [.. tools.Select(tool => Granted(tool, allowed)).OfType<AIFunction>()];

    /// <summary>A sentence for each entry that names nothing here, and for each pattern that is not held.</summary>
    /// <param name="tools">What the engine and the host offer.</param>
    /// <param name="allowed">The field's entries; null where it is absent.</param>
    /// <param name="runsCommands">Whether the host runs the commands in a skill's text, which <c>Bash(...)</c> grants.</param>
    public static IEnumerable<string> Warnings(IReadOnlyList<AIFunction> tools, IReadOnlyList<string>? allowed, bool runsCommands)
    {
        foreach (var entry in allowed ?? [])
        {
            if (entry is Everything || (runsCommands && entry.StartsWith("Bash", StringComparison.Ordinal)))
                continue;
            if (tools.FirstOrDefault(tool => Names(entry, tool.Name)) is not { } named)
                yield return $"`allowed-tools` names \"{Shown.Short(entry)}\", which is no tool here. The skill may not be able to do its task.";
            else if (entry.Contains('('))
                yield return $"`allowed-tools` restricts {named.Name} by the pattern \"{Shown.Short(entry)}\". The pattern is not held: the tool is granted as a whole.";
        }
    }

    private static AIFunction? Granted(AIFunction tool, IReadOnlyList<string> allowed) =>
        allowed.Any(entry => Names(entry, tool.Name)) ? tool : (tool as ReadFileTool)?.OfSkillFolder;

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
            _ => Is(name, tool) || IsOfServer(name, tool),
        };
    }

    private static bool IsOfServer(ReadOnlySpan<char> name, string tool) =>
        name.StartsWith(McpPrefix, StringComparison.Ordinal)
        && name[McpPrefix.Length..].IndexOf("__", StringComparison.Ordinal) is > 0 and var server
        && Is(name[(McpPrefix.Length + server + 2)..], tool);

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
