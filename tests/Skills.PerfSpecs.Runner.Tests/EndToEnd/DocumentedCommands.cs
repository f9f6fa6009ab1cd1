using System.Text.RegularExpressions;

namespace Runner.Tests;

/// <summary>The commands that the documents show.</summary>
internal static partial class DocumentedCommands
{
    /// <summary>Every make command of every document, once.</summary>
    public static IEnumerable<string> Make => Texts.SelectMany(text => MakeCommand().Matches(text)).Select(command => command.Groups["command"].Value.Trim()).Distinct(StringComparer.Ordinal);

    /// <summary>Every command of the repository's own <c>dotnet test</c>, once.</summary>
    public static IEnumerable<string> Test => Texts.SelectMany(text => TestCommand().Matches(text)).Select(command => command.Value).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Texts =>
        new[] { Repository.PathOf("README.md"), Repository.PathOf("CONTRIBUTING.md") }.Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md")).Select(File.ReadAllText);

    // At the start of a line, behind a YAML key or in backticks: there it is a command, elsewhere it is a verb.
    [GeneratedRegex("(^|`|- run: |- script: |    - )(?<command>make [a-z-]+( [A-Z]+=(\"[^\"]*\"|[^\\s`\"]+))*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex MakeCommand();

    [GeneratedRegex("dotnet test Skills\\.PerfSpecs\\.Runner[^`\\n]*")]
    private static partial Regex TestCommand();
}
