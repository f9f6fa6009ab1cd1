namespace Skills;

/// <summary>Something that happens while calls run, to become an event.</summary>
/// <param name="Call">The call that has ended; -1 for something else.</param>
/// <param name="Make">Makes the event of something else.</param>
/// <param name="At">When the call ended, since the execution's beginning.</param>
/// <param name="Duration">The time of the call that has ended.</param>
internal readonly record struct Notice(int Call, Func<EventGate, SkillEvent>? Make, TimeSpan At, TimeSpan Duration);

/// <summary>The one channel by which tools and calls say what happens while the loop waits for them.</summary>
internal sealed class Notices
{
    private readonly Lock _gate = new();
    private readonly Queue<Notice> _queue = new(1);
    private TaskCompletionSource? _waiting;
    private bool _isOver = true;

    /// <summary>Whether something waits to be told.</summary>
    public bool HasAny
    {
        get
        {
            lock (_gate)
                return _queue.Count > 0;
        }
    }

    /// <summary>The calls of a turn begin.</summary>
    public void Begin()
    {
        lock (_gate)
            _isOver = false;
    }

    public void Tell(Func<EventGate, SkillEvent> make) => Put(new Notice(-1, make, default, default));

    /// <summary>A call has ended.</summary>
    public void Ended(int call, TimeSpan at, TimeSpan started) => Put(new Notice(call, null, at, at - started));

    /// <summary>The calls of the turn are over.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _isOver = true;
            _waiting?.TrySetResult();
        }
    }

    /// <summary>What happened next; null once the calls of the turn are over and all is told.</summary>
    public ValueTask<Notice?> Next()
    {
        lock (_gate)
        {
            if (_queue.TryDequeue(out var notice))
                return ValueTask.FromResult<Notice?>(notice);
            if (_isOver)
                return ValueTask.FromResult<Notice?>(null);
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Wait(_waiting.Task);
    }

    private async ValueTask<Notice?> Wait(Task told)
    {
        await told;
        return await Next();
    }

    private void Put(Notice notice)
    {
        lock (_gate)
        {
            _queue.Enqueue(notice);
            _waiting?.TrySetResult();
        }
    }
}
