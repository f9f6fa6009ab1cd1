namespace Skills;

/// <summary>What a model is shown when a skill is activated: tier 2 in full, tier 3 as a list.</summary>
/// <param name="Text">The instructions, then the list of the bundled files (or the word that there are none).</param>
/// <param name="Resources">Every bundled file but SKILL.md, sorted by path.</param>
/// <param name="Lines">Lines of <paramref name="Text"/>.</param>
/// <param name="Tokens">Tokens of <paramref name="Text"/>, counted by o200k_base.</param>
public sealed record InitialContext(string Text, IReadOnlyList<SkillResource> Resources, int Lines, int Tokens)
{
    /// <summary>What the skill's author should know: instructions above 500 lines or 5,000 tokens, and bundled files that could not be listed. Empty for most skills.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>One bundled file, known by its size until it is read.</summary>
/// <param name="Path">The path relative to the skill's folder, with forward slashes, as <c>read_file</c> takes it.</param>
/// <param name="Bytes">The size in bytes, at least 0.</param>
/// <param name="EstimatedTokens">Tokens, estimated from the size without reading the file (<see cref="TokenCounter.Estimate"/>).</param>
public sealed record SkillResource(string Path, long Bytes, int EstimatedTokens);
