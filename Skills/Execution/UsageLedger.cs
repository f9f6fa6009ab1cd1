namespace Skills;

/// <summary>Adds up what an execution and its sub-agents use, and knows when the whole tree has reached a limit.</summary>
/// <remarks>
/// A sub-agent has a ledger of its own, and what it adds is added to its parent's as well. What an execution's loop adds itself is
/// added by one thread at a time; what comes from sub-agents is locked.
/// </remarks>
internal sealed class UsageLedger(SkillExecutorOptions options, UsageLedger? parent)
{
    private UsageSum _own;
    private UsageSum _below;
    private int _calls;
    private long _tokens;

    /// <summary>What was used so far, for the loop's own thread.</summary>
    public Usage Total
    {
        get
        {
            Usage below;
            lock (this)
                below = _below.Total;
            return _own.Total.Plus(below);
        }
    }

    /// <summary>Adds a call of the execution's own; the loop's thread does that.</summary>
    public void Add(in ModelUsage used)
    {
        // A cost is computed from everything, whichever thread asks.
        if (options.MaxCost is not null)
        {
            lock (this)
                _own.Add(used);
        }
        else
        {
            _own.Add(used);
        }

        Count(used);
        parent?.AddBelow(used);
    }

    /// <summary>Adds what was used before, in an earlier part of the conversation.</summary>
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
        return
            options.MaxModelCalls is { } most && Volatile.Read(ref _calls) >= most ? FormattableString.Invariant($"The limit of {most} model calls is reached.") :
            options.MaxTokens is { } mostTokens && Volatile.Read(ref _tokens) >= mostTokens ? FormattableString.Invariant($"The limit of {mostTokens} tokens is reached.") :
            options.MaxCost is { } mostCost ? CostReached(mostCost) :
            null;
    }

    private void AddBelow(in ModelUsage used)
    {
        lock (this)
            _below.Add(used);
        Count(used);
        parent?.AddBelow(used);
    }

    private void Count(in ModelUsage used)
    {
        if (options.MaxModelCalls is not null)
            Interlocked.Add(ref _calls, used.Calls);
        if (options.MaxTokens is not null)
            Interlocked.Add(ref _tokens, used.InputTokens + used.OutputTokens);
    }

    private string? CostReached(decimal most)
    {
        try
        {
            Usage all;
            lock (this)
                all = _own.Total.Plus(_below.Total);
            return options.Cost!(all) >= most ? FormattableString.Invariant($"The limit of {most} for the cost is reached.") : null;
        }
        catch (Exception exception)
        {
            // A cost that nobody can compute must not grow without a limit.
            return $"The host's cost function failed: {HostCode.Message(exception)}";
        }
    }
}
