using System.Diagnostics;
using System.IO.Pipes;
using PerfSpecs.Sampling.Processors;

namespace PerfSpecs.Sampling;

/// <summary>Takes samples for another process, which asks for them over a pipe.</summary>
internal static class SampleWorker
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(200);

    /// <summary>Serves one request and ends.</summary>
    /// <param name="pipe">The pipe's name.</param>
    /// <param name="registry">What can be measured.</param>
    /// <param name="cancellationToken">Ends the sampling.</param>
    public static async Task Serve(string pipe, Registry registry, CancellationToken cancellationToken)
    {
        await using var stream = new NamedPipeClientStream(".", pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await stream.ConnectAsync(cancellationToken);
        using var reader = new BinaryReader(stream);
        await using var writer = new BinaryWriter(new BufferedStream(stream));
        try
        {
            var request = WorkerJson.Request(reader.ReadString());
            await using var source = new SampleSource(request, registry);
            await source.Open(cancellationToken);
            var sinceOpen = new ThreadDelay();
            WorkerMessage.Of(WorkerWord.Open).Write(writer);
            // The first sample that may be judged is taken before the answer is known: nothing that happens in between is measured.
            var message = await Take(source, cancellationToken);
            while (message.Taken.Purpose is not Purpose.Verdict)
            {
                message.Write(writer);
                message = await Take(source, cancellationToken);
            }

            WorkerMessage.Of(WorkerWord.Ready).Write(writer);
            var wanted = reader.ReadInt32();
            _ = EndWithTheOtherSide(stream);
            if (request.IsProfiled)
                await RunOn(source, writer, cancellationToken);
            // A single sample has been taken already, somewhere since the start.
            var waiting = wanted > 1 ? new ThreadDelay() : sinceOpen;
            for (var i = 1; i <= wanted; i++)
            {
                message.Write(writer);
                if (i < wanted)
                    message = await Take(source, cancellationToken);
            }

            if (waiting.SoFar() is { } delay)
                new WorkerMessage(WorkerWord.Delay, default, [delay], [], StreamFacts.None).Write(writer);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            new WorkerMessage(WorkerWord.Failed, new Taken(Purpose.WarmUp, exception), [], [], StreamFacts.None).Write(writer);
        }

        WorkerMessage.Of(WorkerWord.End).Write(writer);
    }

    /// <summary>Takes samples until it is killed or one fails, and tells their number a few times a second.</summary>
    private static async Task RunOn(SampleSource source, BinaryWriter writer, CancellationToken cancellationToken)
    {
        var (runs, told) = (0, Stopwatch.GetTimestamp());
        while (true)
        {
            var taken = await source.Take(cancellationToken);
            runs += source.Batch;
            if (taken.Failure is null && Stopwatch.GetElapsedTime(told) < Silence)
                continue;
            new WorkerMessage(WorkerWord.Sample, taken, [], [], StreamFacts.None with { Batch = runs }).Write(writer);
            (runs, told) = (0, Stopwatch.GetTimestamp());
        }
    }

    private static async Task<WorkerMessage> Take(SampleSource source, CancellationToken cancellationToken)
    {
        var taken = await source.Take(cancellationToken);
        return taken.Failure is null
            ? new WorkerMessage(WorkerWord.Sample, taken, source.Values.ToArray(), source.ReferenceValues.ToArray(), source.Facts)
            : new WorkerMessage(WorkerWord.Sample, taken, [], [], source.Facts);
    }

    /// <summary>A run that is gone must not leave workers behind that sample for nobody.</summary>
    private static async Task EndWithTheOtherSide(NamedPipeClientStream stream)
    {
        var nothing = new byte[1];
        if (await stream.ReadAsync(nothing) is 0)
            Environment.Exit(1);
    }
}
