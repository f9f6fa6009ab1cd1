namespace Skills;

/// <summary>Which commands a skill's <c>allowed-tools</c> grants: <c>Bash(git status)</c> that command, <c>Bash(git log:*)</c> those that begin so, <c>Bash</c> or <c>Bash(*)</c> all.</summary>
internal static class CommandGrant
{
    private const string Tool = "Bash";

    private static readonly string[] Forbidden = [";", "&", "|", ">", "<", "$(", "`", "\n", "\r", ".."];

    /// <summary>Why a command is not even looked up in the grants; null where it may be.</summary>
    /// <param name="command">The command as the skill's author wrote it.</param>
    public static string? Objection(string command) =>
        Array.Find(Forbidden, sign => command.Contains(sign, StringComparison.Ordinal)) is { } found
            ? $"\"{Shown.Short(found.ReplaceLineEndings("line break"))}\" is not allowed in it"
            : string.IsNullOrWhiteSpace(command) ? "it is empty" : null;

    /// <summary>Whether the words of a command are granted. Words are compared letter for letter: a look-alike is another word.</summary>
    /// <param name="words">The program and its arguments, placeholders filled in.</param>
    /// <param name="allowed">The grants; null grants nothing.</param>
    public static bool Covers(IReadOnlyList<string> words, IReadOnlyList<string>? allowed) =>
        allowed is not null && allowed.Any(entry => Covers(words, entry));

    private static bool Covers(IReadOnlyList<string> words, string entry)
    {
        if (string.Equals(entry, Tool, StringComparison.Ordinal))
            return true;
        if (!entry.StartsWith(Tool + "(", StringComparison.Ordinal) || entry[^1] is not ')')
            return false;
        var pattern = entry[(Tool.Length + 1)..^1].Trim();
        if (pattern is "*" or ":*")
            return true;
        var isOpen = pattern.EndsWith(":*", StringComparison.Ordinal) || pattern.EndsWith(" *", StringComparison.Ordinal);
        var wanted = (isOpen ? pattern[..^2] : pattern).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return wanted.Length > 0
            && (isOpen ? words.Count >= wanted.Length : words.Count == wanted.Length)
            && wanted.SequenceEqual(words.Take(wanted.Length), StringComparer.Ordinal);
    }
}
