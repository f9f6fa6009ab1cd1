using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace Skills;

/// <summary>What a repeated turn brings: a piece of the model's answer, or the fault that one more try has ended with.</summary>
/// <param name="Update">The piece.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Wait">The wait before the next try.</param>
internal readonly record struct RepeatedStep(ChatResponseUpdate? Update, Exception? Fault, TimeSpan Wait = default);

/// <summary>Asks for a model's turn again where it has failed in a way that passes: by Polly, with waits that grow and have a random part, so that many clients do not come back at once.</summary>
/// <remarks>A first try goes without any of this, so that only a turn that failed pays for it.</remarks>
internal sealed class TurnRetries(SkillExecutorOptions options, TimeProvider time, Random random)
{
    /// <summary>The longest wait that a model may ask for.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);

    /// <summary>How many steps the model may be ahead of a slow consumer.</summary>
    private const int Ahead = 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<ChannelWriter<RepeatedStep>> Steps = new("steps");

    private readonly Lazy<ResiliencePipeline> _pipeline = new(() => Pipeline(options, time, random));

    /// <summary>Whether a further try is allowed and can help.</summary>
    public bool CanMend(Exception fault) => options.ModelAttempts > 1 && CanMend(options, fault);

    /// <summary>Begins to repeat a turn.</summary>
    /// <param name="fault">What the first try has ended with.</param>
    /// <param name="turn">A new try.</param>
    /// <param name="cancellationToken">Ends tries and waits.</param>
    /// <returns>Each further try's steps as they come: first the fault of the one before, told ahead of the wait, then the pieces of the answer. Completes with the turn, or with the fault of the last try.</returns>
    public ChannelReader<RepeatedStep> Repeat(Exception fault, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> turn, CancellationToken cancellationToken)
    {
        var steps = Channel.CreateBounded<RepeatedStep>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        _ = Write(steps.Writer, fault, turn, cancellationToken);
        return steps.Reader;
    }

    private async Task Write(ChannelWriter<RepeatedStep> steps, Exception fault, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> turn, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Steps, steps);
        var first = fault;
        try
        {
            await _pipeline.Value.ExecuteAsync(async context =>
            {
                // The first try was made already: the pipeline hears how it ended.
                if (Interlocked.Exchange(ref first, null) is { } failed)
                    ExceptionDispatchInfo.Throw(failed);
                await foreach (var update in turn(context.CancellationToken))
                    await steps.WriteAsync(new RepeatedStep(update, null), context.CancellationToken);
            }, context);
            steps.Complete();
        }
        catch (Exception last)
        {
            steps.Complete(last);
        }

        ResilienceContextPool.Shared.Return(context);
    }

    private static ResiliencePipeline Pipeline(SkillExecutorOptions options, TimeProvider time, Random random) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.ModelAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstBackoff,
                MaxDelay = LongestWait,
                Randomizer = () => Draw(random),
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Exception is { } fault && !tried.Context.CancellationToken.IsCancellationRequested && CanMend(options, fault)),
                DelayGenerator = tried => ValueTask.FromResult(AskedWait(options, tried.Outcome.Exception!)),
                OnRetry = tried => tried.Context.Properties.GetValue(Steps, null!).WriteAsync(new RepeatedStep(null, tried.Outcome.Exception, tried.RetryDelay), tried.Context.CancellationToken),
            })
            .Build();

    // A seeded generator serves one thread at a time, and executions are many.
    private static double Draw(Random random)
    {
        lock (random)
            return random.NextDouble();
    }

    private static bool CanMend(SkillExecutorOptions options, Exception fault) =>
        HostCode.Try(() => ModelFaults.Pass(fault)) && !(AskedWait(options, fault) > LongestAsked);

    /// <summary>The wait that the host, or else the provider, asks for.</summary>
    private static TimeSpan? AskedWait(SkillExecutorOptions options, Exception fault) =>
        HostCode.Try(() => options.RetryAfter?.Invoke(fault)) ?? HostCode.Try(() => ProviderFaults.RetryAfter(fault));
}
