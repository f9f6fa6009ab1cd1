using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Skills;

namespace Bench;

/// <summary>A task of many turns whose conversation is kept short by the host's limit: what a turn costs early and late.</summary>
internal sealed class LongTask : IDisposable
{
    private const int ConversationTokens = 4_000;
    private const int ResultCharacters = 400;

    private readonly SkillFolder _folder = SkillFolder.Counting();
    private readonly CountedModel _model;
    private readonly SkillExecutor _executor;
    private readonly SkillRequest _request;

    /// <summary>A task.</summary>
    /// <param name="from">The turn from which the time is taken.</param>
    /// <param name="to">The last turn.</param>
    public LongTask(int from, int to)
    {
        _model = new CountedModel(from, to);
        var skill = SkillCatalog.Discover([_folder.Path]).Skills[0];
        var text = new string('x', ResultCharacters);
        _executor = new SkillExecutor(_model, new SkillExecutorOptions { MaxConversationTokens = ConversationTokens, MaxToolCalls = 2 * to, MaxModelCalls = null });
        _request = new SkillRequest
        {
            Skill = skill with { Settings = skill.Settings with { MaxIterations = 2 * to } },
            Task = PeerKind.Task,
            Tools = [AIFunctionFactory.Create((string item) => text, "count")],
        };
    }

    /// <summary>Carries the task out.</summary>
    /// <returns>The time of one turn of those that count, in nanoseconds.</returns>
    public async Task<double> Run(CancellationToken cancellationToken)
    {
        _model.Begin();
        var result = await _executor.RunAsync(_request, cancellationToken);
        return result.IsSuccess ? _model.TimeOfATurn.TotalNanoseconds : throw new InvalidOperationException($"The task did not come to its answer: {result.Outcome}");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A model that counts its turns itself, because counting them in the conversation takes the longer the longer that is.</summary>
    private sealed class CountedModel(int from, int to) : IChatClient
    {
        private int _turn;
        private long _started;
        private long _ended;

        public TimeSpan TimeOfATurn => Stopwatch.GetElapsedTime(_started, _ended) / (to - from);

        public void Begin() => _turn = 0;

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            if (_turn == from)
                _started = Stopwatch.GetTimestamp();
            if (_turn == to)
            {
                _ended = Stopwatch.GetTimestamp();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "counted");
                yield break;
            }

            var number = _turn++;
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["item"] = FormattableString.Invariant($"item {number}") };
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(FormattableString.Invariant($"call-{number}"), "count", arguments)]);
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Skills streams.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
