namespace Skills;

/// <summary>Something that happens while calls run, to become an event.</summary>
/// <param name="Call">The call that has ended; -1 for something else.</param>
/// <param name="Tell">Makes the events of something else.</param>
/// <param name="At">When the call ended, since the execution's beginning.</param>
/// <param name="Duration">The time of the call that has ended.</param>
internal readonly record struct Notice(int Call, Action<EventGate>? Tell, TimeSpan At, TimeSpan Duration);

/// <summary>The one channel by which tools and calls say what happens while the loop waits for them.</summary>
internal sealed class Notices
{
    private Queue<Notice>? _queue;
    private TaskCompletionSource? _waiting;
    private volatile int _count;
    private volatile bool _isOver = true;

    /// <summary>Whether something waits to be told.</summary>
    public bool HasAny => _count > 0;

    /// <summary>Calls begin that may have to be waited for.</summary>
    public void Begin() => _isOver = false;

    public void Tell(Action<EventGate> tell) => Put(new Notice(-1, tell, default, default));

    /// <summary>A call has ended.</summary>
    public void Ended(int call, TimeSpan at, TimeSpan started) => Put(new Notice(call, null, at, at - started));

    /// <summary>The calls of the turn are over.</summary>
    public void Finish()
    {
        // Nobody waits where nothing began.
        if (_isOver)
            return;
        lock (this)
        {
            _isOver = true;
            _waiting?.TrySetResult();
        }
    }

    /// <summary>What happened next; null once the calls of the turn are over and all is told.</summary>
    public ValueTask<Notice?> Next()
    {
        lock (this)
        {
            if (_queue is not null && _queue.TryDequeue(out var notice))
            {
                _count--;
                return ValueTask.FromResult<Notice?>(notice);
            }

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
        lock (this)
        {
            (_queue ??= new Queue<Notice>()).Enqueue(notice);
            _count++;
            _waiting?.TrySetResult();
        }
    }
}
