namespace Runner.Workloads;

/// <summary>What is asked of a generated skill. Whatever is null is drawn from the distribution of published skills (see <see cref="SkillGenerator"/>); a stated part leaves the others as they would have been drawn.</summary>
public sealed record SkillShape
{
    /// <summary>A skill like any published one, but with supporting documents.</summary>
    public static SkillShape WithDocuments { get; } = new() { HasDocuments = true };

    /// <summary>The body's o200k_base tokens, kept to within about 10 % from 500 tokens on; 100 to 100,000.</summary>
    public int? Tokens { get; init; }

    /// <summary>The body's tokens a line, blank lines counted, kept to within about 10 % from 500 tokens on; 6.6 to 32.3.</summary>
    public double? TokensPerLine { get; init; }

    /// <summary>Whether there are supporting documents, which are Markdown files in <c>references/</c>.</summary>
    public bool? HasDocuments { get; init; }

    /// <summary>The part of all text that need not be loaded at activation, where there are documents; 0.1 to 0.95.</summary>
    public double? Saving { get; init; }

    /// <summary>The language as Bogus names it: <c>en</c>, <c>de</c>, <c>fr</c>, <c>es</c>, <c>ja</c>, <c>zh_CN</c> or <c>ru</c>.</summary>
    public string? Locale { get; init; }
}
