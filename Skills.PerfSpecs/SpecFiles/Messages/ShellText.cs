namespace PerfSpecs.SpecFiles;

/// <summary>Words as the user's shell reads them back.</summary>
internal static class ShellText
{
    private const string Plain = "_@%+=:,./-";

    /// <summary>A word with quotes around it where the shell would take it apart or change it.</summary>
    public static string Quoted(string word) =>
        IsPlain(word) ? word :
        OperatingSystem.IsWindows() ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" :
        $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Whether every shell takes a word as it is.</summary>
    public static bool IsPlain(string word) => word.Length > 0 && word.All(IsPlain);

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character)
        || Plain.Contains(character, StringComparison.Ordinal)
        || (character is '\\' && OperatingSystem.IsWindows());
}
