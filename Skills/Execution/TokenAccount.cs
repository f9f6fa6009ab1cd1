namespace Skills;

/// <summary>What an execution's skills cost a model in tokens (o200k_base), tier by tier. Counted once, when it is first asked for; the texts are not kept beyond that.</summary>
public sealed class TokenAccount
{
    private readonly Lock _gate = new();
    private Texts? _texts;
    private int _catalogue;
    private int _instructions;
    private int _resources;

    internal TokenAccount(SkillCatalog? catalog, string? instructions, ContextLoader? context, SkillActivation? activation, FileTools files) =>
        _texts = new Texts(catalog, instructions, context, activation, files);

    /// <summary>Tier 1: names and descriptions of the skills that could be activated.</summary>
    public int Catalogue => Counted()._catalogue;

    /// <summary>Tier 2: instructions and lists of files of the activated skills.</summary>
    public int Instructions => Counted()._instructions;

    /// <summary>Tier 3: what was read of bundled files and the workspace.</summary>
    public int Resources => Counted()._resources;

    /// <summary>All tiers.</summary>
    public int Total => Catalogue + Instructions + Resources;

    private TokenAccount Counted()
    {
        lock (_gate)
        {
            if (_texts is not { } texts)
                return this;
            _catalogue = texts.Catalog?.SummaryTokens ?? 0;
            _instructions = texts.Context is null || texts.Instructions is null ? 0 : texts.Context.InstructionTokens(texts.Instructions) + texts.Context.ResourceTokens;
            _instructions += texts.Activation?.Texts.Sum(TokenCounter.Count) ?? 0;
            _resources = texts.Files.Texts.Sum(TokenCounter.Count);
            _texts = null;
        }

        return this;
    }

    private sealed record Texts(SkillCatalog? Catalog, string? Instructions, ContextLoader? Context, SkillActivation? Activation, FileTools Files);
}
