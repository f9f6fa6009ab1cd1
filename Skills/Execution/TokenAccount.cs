namespace Skills;

/// <summary>What an execution's skills cost a model in tokens (o200k_base), tier by tier. Counted once, when it is first asked for; the texts are not kept beyond that.</summary>
public sealed class TokenAccount
{
    private readonly SkillCatalog? _catalog;
    private string? _instructions;
    private ContextLoader? _context;
    private SkillActivation? _activation;
    private FileTools? _files;
    private int _instructionTokens;
    private int _resourceTokens;

    internal TokenAccount(SkillCatalog? catalog, string? instructions, ContextLoader? context, SkillActivation? activation, FileTools files) =>
        (_catalog, _instructions, _context, _activation, _files) = (catalog, instructions, context, activation, files);

    /// <summary>Tier 1: names and descriptions of the skills that could be activated.</summary>
    public int Catalogue => _catalog?.SummaryTokens ?? 0;

    /// <summary>Tier 2: instructions and lists of files of the activated skills.</summary>
    public int Instructions => Counted()._instructionTokens;

    /// <summary>Tier 3: what was read of bundled files and the workspace.</summary>
    public int Resources => Counted()._resourceTokens;

    /// <summary>All tiers.</summary>
    public int Total => Catalogue + Instructions + Resources;

    private TokenAccount Counted()
    {
        if (Volatile.Read(ref _files) is not { } files)
            return this;
        lock (files)
        {
            if (_files is null)
                return this;
            if (_instructions is not null && _context is not null)
                _instructionTokens = _context.InstructionTokens(_instructions) + _context.ResourceTokens;
            _instructionTokens += _activation?.Texts.Sum(TokenCounter.Count) ?? 0;
            _resourceTokens = files.Texts.Sum(TokenCounter.Count);
            (_instructions, _context, _activation) = (null, null, null);
            Volatile.Write(ref _files, null);
        }

        return this;
    }
}
