namespace Skills;

/// <summary>Adds up what an execution and its sub-agents use, and knows when the whole tree has reached a limit.</summary>
/// <remarks>A sub-agent has a ledger of its own, and what it adds is added to its parent's as well. Thread-safe.</remarks>
internal sealed class UsageLedger(SkillExecutorOptions options, UsageLedger? parent)
{
    private readonly Lock _gate = new();
    private ModelUsage? _only;
    private Usage? _further;

    /// <summary>What was used so far.</summary>
    public Usage Total
    {
        get
        {
            lock (_gate)
                return _further ?? (_only is not { } only ? Usage.None : new Usage { Models = [only] });
        }
    }

    /// <summary>Adds the figures of one model.</summary>
    public void Add(ModelUsage used)
    {
        lock (_gate)
        {
            if (_further is not null)
                _further = _further.Plus(new Usage { Models = [used] });
            else if (_only is not { } only)
                _only = used;
            else if (string.Equals(only.Model, used.Model, StringComparison.Ordinal))
                _only = only.Plus(used);
            else
                _further = new Usage { Models = [only, used] };
        }

        parent?.Add(used);
    }

    /// <summary>Adds the figures of several models.</summary>
    public void Add(Usage used)
    {
        foreach (var model in used.Models)
            Add(model);
    }

    /// <summary>Which limit of the whole tree is reached; null for none.</summary>
    public string? LimitReached()
    {
        if (parent is not null)
            return parent.LimitReached();
        if (options is { MaxModelCalls: null, MaxTokens: null, MaxCost: null })
            return null;
        var (calls, tokens) = Count();
        return
            options.MaxModelCalls is { } most && calls >= most ? FormattableString.Invariant($"The limit of {most} model calls is reached.") :
            options.MaxTokens is { } mostTokens && tokens >= mostTokens ? FormattableString.Invariant($"The limit of {mostTokens} tokens is reached.") :
            options.MaxCost is { } mostCost ? CostReached(mostCost) :
            null;
    }

    private (int Calls, long Tokens) Count()
    {
        lock (_gate)
        {
            return _further is not null ? (_further.ModelCalls, _further.TotalTokens) :
                _only is { } only ? (only.Calls, only.InputTokens + only.OutputTokens) :
                (0, 0);
        }
    }

    private string? CostReached(decimal most)
    {
        if (options.Cost is null)
            return null;
        try
        {
            return options.Cost(Total) >= most ? FormattableString.Invariant($"The limit of {most} for the cost is reached.") : null;
        }
        catch (Exception exception)
        {
            // A cost that nobody can compute must not grow without a limit.
            return $"The host's cost function failed: {HostCode.Message(exception)}";
        }
    }
}
