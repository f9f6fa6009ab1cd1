namespace Skills;

/// <summary>One command that a skill's text asks for, and what became of it.</summary>
/// <param name="Command">The command as the author wrote it.</param>
/// <param name="Text">What stands in its place: its output, or why there is none.</param>
/// <param name="ExitCode">Its exit code; null where it did not run to its end.</param>
/// <param name="Refused">Why it was not run; null where it was.</param>
internal sealed record InjectedCommand(string Command, string Text, int? ExitCode, string? Refused);

/// <summary>A place of a text that something else stands in; what stands there is never looked at again.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">What stands there.</param>
internal readonly record struct Insertion(int Start, int End, string Text);

/// <summary>Runs the commands of a skill's text (<c>!`git status`</c>) and puts their output in their place, before the first iteration.</summary>
/// <remarks>
/// Security: the commands are found in the text that the author wrote, so that neither an argument nor an output can bring one in. Each is
/// checked, split into words, and only then filled with arguments, each of which stays within its word; no shell is asked. Only what
/// <c>allowed-tools</c> grants is run.
/// </remarks>
internal static class CommandInjection
{
    private const string Opening = "!`";

    /// <summary>Runs every command of a text, each of the same words once.</summary>
    /// <param name="skill">The skill; its body is the text.</param>
    /// <param name="scope">The values of placeholders.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of the time limit.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>What was asked for, and what stands where; both empty for most skills.</returns>
    public static async Task<(IReadOnlyList<InjectedCommand> Commands, IReadOnlyList<Insertion> Insertions)> Run(
        Skill skill, SubstitutionScope scope, CommandOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Insertion> insertions = [];
        var done = new Dictionary<string, InjectedCommand>(StringComparer.Ordinal);
        foreach (var (start, end) in Find(skill.Body))
        {
            var command = skill.Body[(start + Opening.Length)..(end - 1)];
            if (!done.TryGetValue(command, out var injected))
                done[command] = injected = await Run(command, skill, scope, options, time, cancellationToken);
            insertions.Add(new Insertion(start, end, injected.Text));
        }

        return ([.. done.Values], insertions);
    }

    /// <summary>Where the commands of a text stand; a backslash before one keeps it as text.</summary>
    private static IEnumerable<(int Start, int End)> Find(string text)
    {
        for (var start = text.IndexOf(Opening, StringComparison.Ordinal); start >= 0;)
        {
            var close = text.IndexOf('`', start + Opening.Length);
            if (close < 0)
                yield break;
            if (start is 0 || text[start - 1] is not '\\')
                yield return (start, close + 1);
            start = text.IndexOf(Opening, close + 1, StringComparison.Ordinal);
        }
    }

    private static async Task<InjectedCommand> Run(string command, Skill skill, SubstitutionScope scope, CommandOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (CommandGrant.Objection(command) is { } objection)
            return Refused(command, objection);
        var filled = ArgumentWords.Split(command).Select(word => Preprocessor.Fill(word, scope)).ToList();
        if (filled.Select(Objection).FirstOrDefault(found => found is not null) is { } reason)
            return Refused(command, reason);
        var words = filled.ConvertAll(word => word.Text);
        if (!CommandGrant.Covers(words, skill.AllowedTools))
            return Refused(command, "the skill's allowed-tools do not grant it");
        if (ProgramPath.Find(words[0]) is not { } program)
            return Refused(command, $"there is no program \"{Shown.Short(words[0])}\" here");
        var outcome = await ChildProcess.Run(new ProcessOrder(program, words[1..], scope.Workspace ?? skill.Directory, options.Timeout, options.MaxCharacters, options.MaxMemoryBytes), time, cancellationToken);
        var text = outcome switch
        {
            { Problem: { } problem } => $"{outcome.Output}[The command `{command}` failed: {problem}]",
            { ExitCode: 0 } => outcome.Output.TrimEnd('\r', '\n'),
            _ => FormattableString.Invariant($"{outcome.Output}{outcome.Errors}[The command `{command}` ended with exit code {outcome.ExitCode}]"),
        };
        return new InjectedCommand(command, text, outcome.ExitCode, null);
    }

    /// <summary>Why a word may not go into a command: an argument must neither add an option nor name a file elsewhere.</summary>
    private static string? Objection(FilledWord word) =>
        word.Text.Contains('\0', StringComparison.Ordinal) || word.Text.Split('/', '\\').Contains("..", StringComparer.Ordinal) ? "an argument leads out of the folder" :
        word.LeadingArgument is ['-', ..] ? $"the argument \"{Shown.Short(word.LeadingArgument)}\" would become an option" :
        word.AbsoluteArgument is { } path ? $"the argument \"{Shown.Short(path)}\" is an absolute path" :
        null;

    private static InjectedCommand Refused(string command, string why) => new(command, $"[The command `{Shown.Short(command)}` was not run: {why}]", null, why);
}
