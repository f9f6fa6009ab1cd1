namespace Skills;

/// <summary>What an execution's skills cost a model in tokens (o200k_base), tier by tier. Counted when it is asked for.</summary>
public sealed class TokenAccount
{
    private readonly SkillCatalog? _catalog;
    private readonly IReadOnlyList<string> _instructions;
    private readonly IReadOnlyList<string> _resources;

    internal TokenAccount(SkillCatalog? catalog, IReadOnlyList<string> instructions, IReadOnlyList<string> resources) =>
        (_catalog, _instructions, _resources) = (catalog, instructions, resources);

    /// <summary>Tier 1: names and descriptions of the skills that could be activated.</summary>
    public int Catalogue => _catalog?.SummaryTokens ?? 0;

    /// <summary>Tier 2: instructions and lists of files of the activated skills.</summary>
    public int Instructions => _instructions.Sum(TokenCounter.Count);

    /// <summary>Tier 3: what was read of bundled files and the workspace.</summary>
    public int Resources => _resources.Sum(TokenCounter.Count);

    /// <summary>All tiers.</summary>
    public int Total => Catalogue + Instructions + Resources;
}
