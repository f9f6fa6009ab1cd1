using System.CommandLine;

namespace PerfSpecs.CommandLine;

/// <summary>
/// Options and arguments that hold a path. It is made absolute when it is read: a workload may change the current directory before the path
/// is used.
/// </summary>
internal static class PathOption
{
    /// <summary>An option for one path.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its help.</param>
    /// <param name="helpName">What help calls the path, such as FILE.</param>
    /// <param name="otherwise">The path where none is given; null for none.</param>
    public static Option<string?> Of(string name, string description, string helpName, string? otherwise = null)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = parsed => StartFolder.Full(parsed.Tokens[0].Value),
        };
        if (otherwise is not null)
            option.DefaultValueFactory = _ => StartFolder.Full(otherwise);
        return option;
    }

    /// <summary>An argument for a path that must be given.</summary>
    public static Argument<string> Required(string name, string description) =>
        new(name) { Description = description, CustomParser = parsed => StartFolder.Full(parsed.Tokens[0].Value) };

    /// <summary>An argument for a path that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) =>
        new(name)
        {
            Description = description,
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = parsed => parsed.Tokens is [var token] ? StartFolder.Full(token.Value) : null,
        };

    /// <summary>An argument for several paths.</summary>
    public static Argument<string[]> Arguments(string name, string description, ArgumentArity arity) =>
        new(name)
        {
            Description = description,
            Arity = arity,
            CustomParser = parsed => [.. parsed.Tokens.Select(token => StartFolder.Full(token.Value))],
        };
}
