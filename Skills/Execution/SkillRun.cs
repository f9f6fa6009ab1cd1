using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>One execution: its conversation, its limits, and its events.</summary>
internal sealed class SkillRun
{
    private const string Role =
        "You carry out the skill below for the user, step by step and on your own. Use the tools to look things up and to act; " +
        "read a bundled file when the instructions point to it. When the task is done, answer without calling a tool.";

    private readonly SkillRequest _request;
    private readonly ContextLoader _context;
    private readonly SkillExecutorOptions _options;
    private readonly TimeProvider _time;
    private readonly ExecutionOrigin _origin;
    private readonly List<ChatMessage> _messages = new(8);
    private readonly Repetition _repetition = new();
    private readonly FileTools _files;
    private readonly ModelTurn _turn;
    private readonly ToolRunner _tools;
    private readonly ChatOptions? _chatOptions;
    private ExecutionClock _clock = null!;
    private TimeSpan _now;
    private int _sequence;
    private int _iteration;
    private int _toolCalls;
    private int _failingTurns;

    public SkillRun(IChatClient client, SkillRequest request, ContextLoader context, SkillExecutorOptions options, TimeProvider time, Random random)
    {
        _request = request;
        _context = context;
        _options = options;
        _time = time;
        _origin = new ExecutionOrigin(request.ExecutionId ?? ExecutionIds.Next(), request.Skill.Name);
        _files = new FileTools(request.Skill, request.Workspace, options);
        var tools = request.Skill.Settings.Mode is ExecutionMode.Simple ? [] : ToolGrant.Filter([_files.Read, _files.List, .. request.Tools], request.Skill.AllowedTools);
        _chatOptions = tools.Count is 0 ? null : new ChatOptions { Tools = [.. tools] };
        _tools = new ToolRunner(tools, request.Skill.Settings.MaxRetriesPerTool);
        _turn = new ModelTurn(client, _messages, options, time, random);
    }

    public async IAsyncEnumerable<SkillEvent> Events([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var clock = new ExecutionClock(_time, _options.ExecutionTimeout, _request.Skill.Settings.TimeoutPerIteration, cancellationToken);
        _clock = clock;
        yield return new SkillEvent.Started(Mark(), _request.Task);
        var (warnings, broken) = Prepare();
        if (broken is not null)
        {
            yield return new SkillEvent.Failed(Mark(), $"The skill cannot be loaded: {broken.Message}", broken);
            yield break;
        }

        foreach (var warning in warnings)
            yield return new SkillEvent.Warning(Mark(), warning);
        yield return new SkillEvent.SkillActivated(Mark(), _context.Resources.Count);

        try
        {
            string? lastBecause = null;
            while (true)
            {
                var started = Read();
                clock.BeginIteration(started);
                _turn.Begin(lastBecause is null ? _chatOptions : null);
                for (var step = await _turn.Next(clock.Token); step is not TurnStep.End; step = await _turn.Next(clock.Token))
                {
                    if (step is TurnStep.Retry)
                    {
                        Read();
                        yield return new SkillEvent.Warning(Mark(), $"The model's answer broke off and is asked for again: {_turn.LastFault!.Message}");
                        continue;
                    }

                    var contents = _turn.Update!.Contents;
                    for (var i = 0; i < contents.Count; i++)
                    {
                        _turn.Keep(contents[i]);
                        if (Said(contents[i]) is { } said)
                            yield return said;
                    }
                }

                if (_turn.Fault is { } fault)
                {
                    Read();
                    yield return clock.Token.IsCancellationRequested ? Interrupted(clock) : new SkillEvent.Failed(Mark(), $"The model failed: {fault.Message}", fault);
                    yield break;
                }

                var model = Read() - started;
                _iteration++;
                _messages.Add(_turn.Message());
                if (_turn.Calls.Count is 0 || lastBecause is not null)
                {
                    yield return Ended(started, model);
                    yield return new SkillEvent.Completed(Mark(), _turn.Text, lastBecause);
                    yield break;
                }

                foreach (var call in _turn.Calls)
                    yield return new SkillEvent.ToolCallStarted(Mark(), call.CallId, call.Name, call.Arguments);
                var (first, others, isInterrupted) = await Act(clock.Token);
                Read();
                if (isInterrupted)
                {
                    yield return Interrupted(clock);
                    yield break;
                }

                if (_files.TakeLoaded() is { } loaded)
                {
                    foreach (var file in loaded)
                        yield return new SkillEvent.FileLoaded(Mark(), file.Path, file.EstimatedTokens);
                }

                for (var i = 0; i < _turn.Calls.Count; i++)
                    yield return Observed(_turn.Calls[i], others is null ? first : others[i]);
                yield return Ended(started, model);

                if (Warn(first, others) is { } repeated)
                    yield return new SkillEvent.Warning(Mark(), repeated);
                if (Hopeless() is { } reason)
                {
                    yield return new SkillEvent.Failed(Mark(), reason, Exception: null);
                    yield break;
                }

                lastBecause = LimitReached();
                if (lastBecause is not null)
                    _messages.Add(new ChatMessage(ChatRole.User, $"{lastBecause} Do not call tools any more. Give the best answer you have so far, and say what is missing."));
            }
        }
        finally
        {
            await _turn.Close();
        }
    }

    /// <summary>Reads the clock; until the next reading that is when things happen.</summary>
    private TimeSpan Read() => _now = _clock.Elapsed;

    private EventMark Mark() => new(_origin, _sequence++, _clock.At(_now));

    /// <summary>Begins the conversation.</summary>
    /// <returns>What a person should know of the skill's text, or why it cannot be read.</returns>
    private (IReadOnlyList<string> Warnings, IOException? Broken) Prepare()
    {
        var skill = _request.Skill;
        var prepared = Preprocessor.Substitute(skill.Body, new SubstitutionScope
        {
            Arguments = _request.Arguments,
            SessionId = _origin.ExecutionId,
            SkillDirectory = skill.Directory,
            Workspace = _request.Workspace,
            User = _request.User,
            Date = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime),
        });
        try
        {
            _messages.Add(new ChatMessage(ChatRole.System, [new TextContent(Role), new TextContent(prepared.Text), new TextContent(_context.ResourceText)]));
        }
        catch (IOException exception)
        {
            return ([], exception);
        }

        _messages.Add(new ChatMessage(ChatRole.User, _request.Task));
        return (prepared.Warnings, null);
    }

    /// <summary>Runs the turn's calls at once and adds their observations to the conversation in the calls' order.</summary>
    private async ValueTask<(ToolOutcome First, ToolOutcome[]? All, bool IsInterrupted)> Act(CancellationToken cancellationToken)
    {
        var calls = _turn.Calls;
        _toolCalls += calls.Count;
        try
        {
            if (calls.Count is 1)
            {
                var outcome = await _tools.Run(calls[0], cancellationToken);
                _messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(calls[0].CallId, outcome.Observation)]));
                return (outcome, null, false);
            }

            var outcomes = await Task.WhenAll(calls.Select(call => _tools.Run(call, cancellationToken).AsTask()));
            _messages.Add(new ChatMessage(ChatRole.Tool, [.. outcomes.Select((outcome, i) => new FunctionResultContent(calls[i].CallId, outcome.Observation))]));
            return (outcomes[0], outcomes, false);
        }
        catch (OperationCanceledException)
        {
            return (default, null, true);
        }
    }

    /// <summary>What a piece of the model's answer is to people; null for what they do not see.</summary>
    private SkillEvent? Said(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                Read();
                return new SkillEvent.MessageDelta(Mark(), text.Text);
            case TextReasoningContent { Text.Length: > 0 } thought:
                Read();
                return new SkillEvent.Thought(Mark(), thought.Text);
            default:
                return null;
        }
    }

    private SkillEvent Observed(FunctionCallContent call, ToolOutcome outcome) => outcome.Failure is { } failure
        ? new SkillEvent.ToolCallFailed(Mark(), call.CallId, call.Name, failure, outcome.IsRefused)
        : new SkillEvent.ToolCallCompleted(Mark(), call.CallId, call.Name, outcome.Result);

    private SkillEvent.IterationCompleted Ended(TimeSpan started, TimeSpan model) =>
        new(Mark(), _iteration, _now - started, model, _turn.InputTokens, _turn.OutputTokens);

    private SkillEvent Interrupted(ExecutionClock clock) => clock.IsCancelledByCaller
        ? new SkillEvent.Cancelled(Mark())
        : new SkillEvent.Failed(Mark(), clock.TimeoutReason, Exception: null);

    /// <summary>Counts failing turns and repetitions; names a repetition to the model and to people the moment it is one.</summary>
    private string? Warn(ToolOutcome first, ToolOutcome[]? all)
    {
        var isFailing = all is null ? first.Failure is not null : Array.TrueForAll(all, outcome => outcome.Failure is not null);
        _failingTurns = isFailing ? _failingTurns + 1 : 0;
        _repetition.Note(all is null ? _turn.Calls[0] : null, first.Observation);
        if (_repetition.Count != _options.MaxRepetitions)
            return null;
        var repeated = $"The same call has brought the same result {_repetition.Count} times: {ToolCallText.Of(_turn.Calls[0])}.";
        _messages.Add(new ChatMessage(ChatRole.User, repeated + " Another repetition brings nothing new: go on to the next step, or answer."));
        return repeated;
    }

    private string? Hopeless() =>
        _failingTurns >= _options.MaxFailingTurns ? $"Every tool call failed in {_failingTurns} turns in a row. Tried: {_tools.Tried}." :
        _repetition.Count >= 2 * _options.MaxRepetitions ? $"The same call brought the same result {_repetition.Count} times in a row: {ToolCallText.Of(_turn.Calls[0])}." :
        null;

    private string? LimitReached()
    {
        var settings = _request.Skill.Settings;
        var iterations = settings.Mode is ExecutionMode.Simple ? 1 : settings.MaxIterations;
        return _iteration >= iterations ? $"The limit of {iterations} iterations is reached." :
            _toolCalls >= _options.MaxToolCalls ? $"The limit of {_options.MaxToolCalls} tool calls is reached." :
            null;
    }
}
