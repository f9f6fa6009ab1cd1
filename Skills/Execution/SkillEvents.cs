using System.Runtime.CompilerServices;

namespace Skills;

/// <summary>The events of an execution. Each enumeration is an execution of its own, and each ends with exactly one terminal event, whatever a host's code does.</summary>
/// <remarks>No async iterator: it would load and store its whole state for each event, while most events were made already when they are asked for.</remarks>
internal sealed class SkillEvents(Func<SkillRun> begin, CancellationToken cancellationToken) : IAsyncEnumerable<SkillEvent>
{
    public IAsyncEnumerator<SkillEvent> GetAsyncEnumerator(CancellationToken further = default) => new Enumerator(begin(), cancellationToken, further);

    /// <summary>The events of one execution.</summary>
    internal sealed class Enumerator : IAsyncEnumerator<SkillEvent>
    {
        private readonly SkillRun _run;
        private readonly CancellationTokenSource? _both;
        private readonly CancellationToken _token;
        private SkillEvent? _current;
        private bool _isStepping;

        public Enumerator(SkillRun run, CancellationToken first, CancellationToken further)
        {
            _run = run;
            _both = first.CanBeCanceled && further.CanBeCanceled && first != further ? CancellationTokenSource.CreateLinkedTokenSource(first, further) : null;
            _token = _both?.Token ?? (first.CanBeCanceled ? first : further);
        }

        public SkillEvent Current => _current!;

        /// <summary>Takes the next event where it was made already.</summary>
        public bool TryMoveNext() => _run.TryTake(out _current);

        public ValueTask<bool> MoveNextAsync()
        {
            while (!_run.TryTake(out _current))
            {
                if (_run.HasEnded)
                    return ValueTask.FromResult(false);
                try
                {
                    _isStepping = true;
                    var step = _run.Step(_token);
                    if (!step.IsCompletedSuccessfully)
                        return Wait(step);
                    _isStepping = false;
                }
                catch (Exception exception)
                {
                    Break(exception);
                }
            }

            return ValueTask.FromResult(true);
        }

        public ValueTask DisposeAsync()
        {
            // What is under way is told to stop, and ends by itself.
            if (_isStepping)
                _run.Cancel();
            else if (_run.Close() is { IsCompletedSuccessfully: false } closing)
                return Dispose(closing);
            _both?.Dispose();
            return default;
        }

        private async ValueTask Dispose(ValueTask closing)
        {
            await closing;
            _both?.Dispose();
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<bool> Wait(ValueTask step)
        {
            try
            {
                await step;
                _isStepping = false;
            }
            catch (Exception exception)
            {
                Break(exception);
            }

            return await MoveNextAsync();
        }

        private void Break(Exception exception)
        {
            _isStepping = false;
            _run.Break(exception);
        }
    }
}
