namespace Skills;

/// <summary>What an execution's skills cost a model in tokens (o200k_base), tier by tier. Counted when it is asked for.</summary>
public sealed class TokenAccount
{
    private readonly SkillCatalog? _catalog;
    private readonly string? _instructions;
    private readonly ContextLoader? _context;
    private readonly SkillActivation? _activation;
    private readonly FileTools _files;

    internal TokenAccount(SkillCatalog? catalog, string? instructions, ContextLoader? context, SkillActivation? activation, FileTools files) =>
        (_catalog, _instructions, _context, _activation, _files) = (catalog, instructions, context, activation, files);

    /// <summary>Tier 1: names and descriptions of the skills that could be activated.</summary>
    public int Catalogue => _catalog?.SummaryTokens ?? 0;

    /// <summary>Tier 2: instructions and lists of files of the activated skills.</summary>
    public int Instructions =>
        (_instructions is null || _context is null ? 0 : TokenCounter.Count(_instructions) + TokenCounter.Count(_context.ResourceText))
        + (_activation?.Texts.Sum(TokenCounter.Count) ?? 0);

    /// <summary>Tier 3: what was read of bundled files and the workspace.</summary>
    public int Resources => _files.Texts.Sum(TokenCounter.Count);

    /// <summary>All tiers.</summary>
    public int Total => Catalogue + Instructions + Resources;
}
