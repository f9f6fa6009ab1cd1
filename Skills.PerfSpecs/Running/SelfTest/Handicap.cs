using System.Diagnostics;

namespace PerfSpecs.Running;

/// <summary>Extra work around each run of a workload, so that a spec can show that it notices.</summary>
/// <param name="Wait">Extra time for each operation, in nanoseconds.</param>
/// <param name="Bytes">Extra allocations for each operation.</param>
/// <param name="Measure">The index of one of the workload's own measures that is reported worse; null for none.</param>
/// <param name="Factor">How many times larger it is reported.</param>
/// <param name="Amount">What is added to it.</param>
internal sealed record Handicap(double Wait = 0, long Bytes = 0, int? Measure = null, double Factor = 1, double Amount = 0)
{
    /// <summary>Sleeping is coarse, so that the last part of a wait is spun.</summary>
    private static readonly TimeSpan Spun = TimeSpan.FromMilliseconds(2);

    private const int LargestPiece = 64 * 1024;
    private const int ArrayHeader = 24;

    /// <summary>The workload with the handicap.</summary>
    public Workload On(Workload workload) => workload with { Open = async setup => new Session(await workload.Open(setup), this) };

    private sealed class Session(WorkloadSession session, Handicap handicap) : WorkloadSession
    {
        private byte[]? _last;

        public override ValueTask Run(Sample sample)
        {
            var run = session.Run(sample);
            if (!run.IsCompletedSuccessfully)
                return Finish(run, sample);
            Work(sample);
            return ValueTask.CompletedTask;
        }

        public override ValueTask BeforeRun(Sample sample) => session.BeforeRun(sample);

        public override ValueTask AfterRun(Sample sample) => session.AfterRun(sample);

        public override ValueTask DisposeAsync() => session.DisposeAsync();

        private async ValueTask Finish(ValueTask run, Sample sample)
        {
            await run;
            Work(sample);
        }

        private void Work(Sample sample)
        {
            var operations = Math.Max(1, sample.Operations);
            Pause(TimeSpan.FromTicks((long)(handicap.Wait * operations / TimeSpan.NanosecondsPerTick)));
            Allocate(handicap.Bytes * operations);
            if (handicap.Measure is { } measure)
                sample.Change(measure, handicap.Factor, handicap.Amount);
        }

        private static void Pause(TimeSpan wait)
        {
            var start = Stopwatch.GetTimestamp();
            if (wait > Spun)
                Thread.Sleep(wait - Spun);
            while (Stopwatch.GetElapsedTime(start) < wait)
                Thread.SpinWait(1);
        }

        private void Allocate(long bytes)
        {
            for (var left = bytes; left > ArrayHeader; left -= LargestPiece)
                _last = new byte[Math.Min(left, LargestPiece) - ArrayHeader];
            GC.KeepAlive(_last);
        }
    }
}
