using System.CommandLine;
using System.CommandLine.Parsing;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.CommandLine;

/// <summary>What is wrong with a command line, each with what was likely meant or what is known.</summary>
/// <param name="parsed">The command line as it was parsed.</param>
internal sealed class UsageErrors(ParseResult parsed)
{
    private readonly Command _command = parsed.CommandResult.Command;

    /// <summary>One sentence for each mistake; empty where there is none.</summary>
    public IReadOnlyList<string> All => IsCompletion ? [] : [.. Misplaced(), .. Unmatched(), .. Others()];

    // A shell asks what a line may become; the line is not finished.
    private bool IsCompletion => parsed.Tokens.Any(token => token.Type is TokenType.Directive);

    private bool IsRoot => _command == parsed.RootCommandResult.Command;

    private IEnumerable<Command> Verbs => parsed.RootCommandResult.Command.Subcommands.Where(verb => !verb.Hidden);

    private string Verb => IsRoot ? "run" : _command.Name;

    private string Taken => _command.Options.Any(IsShown)
        ? $"{Verb} takes {string.Join(", ", _command.Options.Where(IsShown).Select(option => option.Name))}"
        : $"{Verb} takes no options";

    /// <summary>Options before the verb that belong to other verbs.</summary>
    private IEnumerable<string> Misplaced() => IsRoot ? [] :
        from option in parsed.RootCommandResult.Children.OfType<OptionResult>()
        where !option.Implicit && !option.Option.Recursive && !_command.Options.Contains(option.Option)
        select Refused(option.Option.Name);

    private IEnumerable<string> Unmatched()
    {
        var previous = "";
        foreach (var token in parsed.Tokens.Where(token => token.Type is not TokenType.DoubleDash))
        {
            if (IsUnknown(token))
                yield return Option(token.Value.Split('=', ':')[0]);
            // What follows an option that is not known is most likely its value.
            else if (token.Type is TokenType.Argument && parsed.UnmatchedTokens.Contains(token.Value, StringComparer.Ordinal) && !previous.StartsWith('-'))
                yield return Word(token.Value);
            previous = IsUnknown(token) ? token.Value : "";
        }
    }

    // The parser takes an option that it does not know for an argument, where the verb has one.
    private bool IsUnknown(Token token) => token.Type is TokenType.Argument && (token.Value.StartsWith("--", StringComparison.Ordinal)
        || (token.Value.StartsWith('-') && token.Value.Length > 1 && parsed.UnmatchedTokens.Contains(token.Value, StringComparer.Ordinal)));

    private IEnumerable<string> Others() =>
        from error in parsed.Errors
        let isTold = parsed.Tokens.Where(IsUnknown).Select(token => token.Value).Concat(error.SymbolResult is CommandResult ? parsed.UnmatchedTokens : [])
            .Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal))
        where !isTold
        select error.Message;

    private string Option(string name)
    {
        var everywhere = Verbs.Append(parsed.RootCommandResult.Command).SelectMany(verb => verb.Options).Where(IsShown).SelectMany(Names).ToList();
        if (everywhere.Contains(name, StringComparer.Ordinal))
            return Refused(name);
        var meant = Suggestion.For(name, _command.Options.Where(IsShown).SelectMany(Names)) ?? Suggestion.For(name, everywhere);
        return meant is null ? $"unknown option {MessageText.Quote(name)}; {Taken}." : $"unknown option {MessageText.Quote(name)}; did you mean {MessageText.Quote(meant)}?";
    }

    private string Word(string word)
    {
        if (!IsRoot)
            return $"{Verb} takes no further argument {MessageText.Quote(word)}.";
        var names = Verbs.Select(verb => verb.Name).ToList();
        return $"unknown verb {MessageText.Quote(word)}{(Suggestion.For(word, names) is { } meant ? $"; did you mean {MessageText.Quote(meant)}?" : $"; the verbs are {string.Join(", ", names)}.")}";
    }

    private string Refused(string name) => $"{Verb} does not take {name}; {Taken}.";

    private static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name);

    private static bool IsShown(Option option) => !option.Hidden;
}
