namespace Skills;

/// <summary>Executions that wait: each user's in the order they came, and users in turn, so that one with many holds up nobody.</summary>
internal sealed class FairQueue
{
    private readonly Dictionary<string, Queue<SkillExecution>> _byUser = new(StringComparer.Ordinal);
    private readonly Queue<string> _turns = new();

    /// <summary>Waiting executions.</summary>
    public int Count { get; private set; }

    public void Enqueue(SkillExecution execution)
    {
        var user = execution.Request.User ?? "";
        if (!_byUser.TryGetValue(user, out var own))
        {
            _byUser[user] = own = new Queue<SkillExecution>();
            _turns.Enqueue(user);
        }

        own.Enqueue(execution);
        Count++;
    }

    public SkillExecution? Dequeue()
    {
        if (!_turns.TryDequeue(out var user))
            return null;
        var own = _byUser[user];
        var next = own.Dequeue();
        Count--;
        if (own.Count > 0)
            _turns.Enqueue(user);
        else
            _byUser.Remove(user);
        return next;
    }
}
