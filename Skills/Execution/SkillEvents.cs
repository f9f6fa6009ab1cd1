using System.Runtime.CompilerServices;

namespace Skills;

/// <summary>The events of an execution. Each enumeration is an execution of its own, and each ends with exactly one terminal event, whatever a host's code does.</summary>
internal sealed class SkillEvents(Func<SkillRun> begin, CancellationToken cancellationToken) : IAsyncEnumerable<SkillEvent>
{
    public IAsyncEnumerator<SkillEvent> GetAsyncEnumerator(CancellationToken further = default) => new Enumerator(begin(), cancellationToken, further);

    private sealed class Enumerator(SkillRun run, CancellationToken first, CancellationToken further) : IAsyncEnumerator<SkillEvent>
    {
        private readonly IAsyncEnumerator<SkillEvent> _events = run.Events(first).GetAsyncEnumerator(further);
        private SkillEvent? _current;
        private bool _isOver;

        public SkillEvent Current => _current!;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_isOver)
                return ValueTask.FromResult(false);
            try
            {
                var next = _events.MoveNextAsync();
                return next.IsCompleted ? ValueTask.FromResult(Take(next.Result)) : Wait(next);
            }
            catch (Exception exception)
            {
                return ValueTask.FromResult(Break(exception));
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await _events.DisposeAsync();
            }
            catch (Exception)
            {
                // The execution has ended or was left; a host's code cannot change that.
            }
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<bool> Wait(ValueTask<bool> next)
        {
            try
            {
                return Take(await next);
            }
            catch (Exception exception)
            {
                return Break(exception);
            }
        }

        private bool Take(bool has)
        {
            _current = has ? _events.Current : _current;
            _isOver = !has || _current!.IsTerminal;
            return has;
        }

        private bool Break(Exception exception)
        {
            _current = run.Broken(exception);
            _isOver = true;
            return true;
        }
    }
}
