namespace Skills;

/// <summary>How much of its contents an event shows. Which events there are, their order and their numbers are the same at every level.</summary>
public enum Visibility : byte
{
    /// <summary>Everything but secrets.</summary>
    Full,

    /// <summary>The beginning of each text, and the names of arguments without their values.</summary>
    Summary,

    /// <summary>No contents at all.</summary>
    Hidden,
}

/// <summary>What an execution's events show, by who speaks and by tool.</summary>
/// <remarks>
/// Security: secrets are taken out at every level (see <see cref="Secrets"/>), unless <see cref="RedactSecrets"/> is off. The conversation with the
/// model is not touched.
/// </remarks>
public sealed record EventVisibility
{
    /// <summary>What the model says: its answer and the pieces of it.</summary>
    public Visibility Assistant { get; init; }

    /// <summary>What the model thinks, where it shows that.</summary>
    public Visibility Thoughts { get; init; }

    /// <summary>What tools are given and what they answer, where <see cref="ByTool"/> says nothing else.</summary>
    public Visibility Tools { get; init; }

    /// <summary>Levels of single tools, by their names.</summary>
    public IReadOnlyDictionary<string, Visibility>? ByTool { get; init; }

    /// <summary>The characters of a text that <see cref="Visibility.Summary"/> shows; at least 0.</summary>
    public int SummaryCharacters { get; init; } = 200;

    /// <summary>Whether secrets are replaced.</summary>
    public bool RedactSecrets { get; init; } = true;

    /// <summary>The level of a tool.</summary>
    public Visibility Of(string tool) => ByTool is not null && ByTool.TryGetValue(tool, out var own) ? own : Tools;
}
