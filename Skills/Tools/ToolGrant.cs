using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Which tools a skill's <c>allowed-tools</c> lets the model see. What it does not see is not run either.</summary>
internal sealed class ToolGrant
{
    private const string Everything = "*";

    /// <summary>How published skills write the name of a tool of an MCP server: <c>mcp__server__tool</c>.</summary>
    private const string McpPrefix = "mcp__";

    private static readonly ConditionalWeakTable<IReadOnlyList<string>, ToolGrant> Made = [];

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ofServers = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isEverything;
    private readonly bool _runsScripts;

    /// <summary>The grant of a skill's entries; made once and kept with them.</summary>
    public static ToolGrant Of(IReadOnlyList<string> allowed) => Made.GetValue(allowed, static allowed => new ToolGrant(allowed));

    /// <summary>The grant of a skill.</summary>
    /// <param name="allowed">The field's entries, such as <c>Read</c> or <c>Bash(git:*)</c>.</param>
    public ToolGrant(IReadOnlyList<string> allowed)
    {
        foreach (var entry in allowed)
        {
            _isEverything |= entry is Everything;
            _runsScripts |= entry is "Bash";
            var name = NameOf(entry);
            _names.Add(name);
            if (ToolOfServer(name) is { } tool)
                _ofServers.Add(tool);
        }
    }

    /// <summary>A tool as far as it is granted; null where it is not. Reading files of the skill's own folder is always granted.</summary>
    public AIFunction? Granted(AIFunction tool) => _isEverything || Names(tool.Name) ? tool : (tool as ReadFileTool)?.OfSkillFolder;

    /// <summary>A sentence for each entry that names no tool here, and for each pattern that is not held.</summary>
    /// <param name="tools">What the engine and the host offer.</param>
    /// <param name="allowed">The field's entries.</param>
    /// <param name="runsCommands">Whether the host runs the commands in a skill's text, which <c>Bash(...)</c> grants.</param>
    public static IEnumerable<string> Warnings(IEnumerable<AIFunction> tools, IReadOnlyList<string> allowed, bool runsCommands)
    {
        var names = tools.Select(tool => tool.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in allowed)
        {
            if (entry is Everything || (runsCommands && entry.StartsWith("Bash", StringComparison.Ordinal)))
                continue;
            if (Named(entry, names) is not { } named)
                yield return $"`allowed-tools` names \"{Shown.Short(entry)}\", which is no tool here. The skill may not be able to do its task.";
            else if (entry.Contains('('))
                yield return $"`allowed-tools` restricts {named} by the pattern \"{Shown.Short(entry)}\". The pattern is not held: the tool is granted as a whole.";
        }
    }

    /// <summary>Whether an entry names a tool: by its own name, or by the name that published skills use for the same thing.</summary>
    private bool Names(string tool) => _names.Contains(tool) || tool switch
    {
        FileTools.ReadName => _names.Contains("Read"),
        FileTools.ListName => _names.Contains("Glob") || _names.Contains("LS"),
        FileTools.RunName => _runsScripts,
        ActivateSkillTool.ToolName => _names.Contains("Skill"),
        _ => _ofServers.Contains(tool),
    };

    private static string? Named(string entry, HashSet<string> names)
    {
        var name = NameOf(entry);
        if (names.TryGetValue(name, out var own))
            return own;
        if (ToolOfServer(name) is { } tool)
            return !IsOwn(tool) && names.TryGetValue(tool, out var ofServer) ? ofServer : null;
        var meant = name.ToUpperInvariant() switch
        {
            "READ" => FileTools.ReadName,
            "GLOB" or "LS" => FileTools.ListName,
            "SKILL" => ActivateSkillTool.ToolName,
            _ => entry is "Bash" ? FileTools.RunName : "",
        };
        return names.Contains(meant) ? meant : null;
    }

    private static bool IsOwn(string tool) => tool is FileTools.ReadName or FileTools.ListName or FileTools.RunName or ActivateSkillTool.ToolName;

    private static string NameOf(string entry) => entry.IndexOf('(') is >= 0 and var pattern ? entry[..pattern] : entry;

    private static string? ToolOfServer(string name) =>
        name.StartsWith(McpPrefix, StringComparison.OrdinalIgnoreCase)
        && name.IndexOf("__", McpPrefix.Length, StringComparison.Ordinal) is var server && server > McpPrefix.Length
            ? name[(server + 2)..]
            : null;
}
