namespace Skills;

/// <summary>What an execution came to, whole: what events may show does not touch it.</summary>
/// <param name="Outcome">The terminal event.</param>
/// <param name="Iterations">Model calls that were completed.</param>
/// <param name="Events">Events in all.</param>
public sealed record SkillResult(SkillEvent.End Outcome, int Iterations, int Events)
{
    /// <summary>The answer as the model gave it; null where there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>What was thrown, where the execution failed by that.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What the skills cost in tokens, tier by tier.</summary>
    public TokenAccount? Tokens => Outcome.Tokens;

    /// <summary>What was used of models, failed tries and sub-agents included.</summary>
    public Usage Usage => Outcome.Usage;

    /// <summary>The conversation, to go on with. Security: it holds what the model saw.</summary>
    public SkillConversation? Conversation => Outcome.Conversation;

    /// <summary>Whether there is a whole answer.</summary>
    public bool IsSuccess => Outcome is SkillEvent.Completed { PartialBecause: null };

    /// <summary>Consumes an execution's events to the last.</summary>
    internal static async Task<SkillResult> Of(SkillRun run, IAsyncEnumerable<SkillEvent> execution)
    {
        var seen = new Seen();
        await foreach (var happened in execution)
            seen.Add(happened);
        return Of(run, seen);
    }

    /// <summary>The same for a run that nobody watches.</summary>
    internal static async Task<SkillResult> Of(SkillRun run, CancellationToken cancellationToken)
    {
        var seen = new Seen();
        await using var execution = new SkillEvents.Enumerator(run, cancellationToken, default);
        while (execution.TryMoveNext() || await execution.MoveNextAsync())
            seen.Add(execution.Current);
        return Of(run, seen);
    }

    private static SkillResult Of(SkillRun run, in Seen seen) => Of(run, (SkillEvent.End)seen.Last!, seen.Iterations, seen.Events);

    internal static SkillResult Of(SkillRun run, SkillEvent.End end, int iterations, int events) =>
        new(end, iterations, events) { Answer = run.Outcome.Kind is OutcomeKind.Completed ? run.Outcome.Answer : null, Exception = run.Outcome.Exception };

    /// <summary>What a result needs of the events.</summary>
    private struct Seen
    {
        public int Events;
        public int Iterations;
        public SkillEvent? Last;

        public void Add(SkillEvent happened)
        {
            Events++;
            if (happened is SkillEvent.IterationCompleted)
                Iterations++;
            Last = happened;
        }
    }
}
