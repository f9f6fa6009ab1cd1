namespace PerfSpecs;

/// <summary>One thing that is wrong with a specs file, with its place and the way to mend it.</summary>
/// <param name="Code">The code, such as <c>PS104</c>; stable between versions.</param>
/// <param name="IsError">Whether the file cannot be used; otherwise a warning.</param>
/// <param name="Message">What is wrong and how to mend it, in one or two sentences.</param>
/// <param name="Where">The place, or null where the file itself is the problem.</param>
public sealed record Problem(string Code, bool IsError, string Message, Location? Where)
{
    /// <summary>The text of the line, for the caret; null where there is none to show.</summary>
    public string? SourceLine { get; init; }

    /// <summary>Where the caret stands in <see cref="SourceLine"/>, from 1; null where that is the column of <see cref="Where"/>.</summary>
    public int? Caret { get; init; }

    /// <summary>How many characters the caret underlines; at least 1.</summary>
    public int Width { get; init; } = 1;

    /// <summary>What is known instead, such as the registered metrics; null where nothing is to be listed.</summary>
    public string? Known { get; init; }

    /// <summary><c>specs.json:12:17: error PS104: message</c>.</summary>
    public override string ToString() => $"{(Where is null ? "" : $"{Where}: ")}{(IsError ? "error" : "warning")} {Code}: {Message}";
}
