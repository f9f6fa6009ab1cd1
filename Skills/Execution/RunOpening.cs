using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>How an execution was opened.</summary>
/// <param name="IsInput">Whether the user has said something.</param>
/// <param name="Broken">Why it cannot go on; null where it can.</param>
/// <param name="End">What it came to already; null where it goes on.</param>
internal sealed record Opened(bool IsInput, Exception? Broken = null, RunOutcome? End = null)
{
    /// <summary>The user has said something, and the model is asked.</summary>
    public static Opened ByInput { get; } = new(IsInput: true);
}

/// <summary>Begins a conversation, or takes one up where it was put down.</summary>
internal sealed class RunOpening(RunParts parts)
{
    private readonly RunScope _scope = parts.Scope;
    private readonly ConversationState _state = parts.State;
    private IChatClient? _mapped;
    private bool _isMapped;

    /// <summary>The skill's instructions as the model got them; null without a skill, and in a continued conversation.</summary>
    public string? Instructions { get; private set; }

    /// <summary>The model that the host maps the skill's alias to; null for none.</summary>
    public IChatClient? MappedModel
    {
        get
        {
            if (!_isMapped && _scope.Settings.Model is { } alias)
                _mapped = HostCode.Try(() => _scope.Options.Models?.Invoke(alias));
            _isMapped = true;
            return _mapped;
        }
    }

    /// <summary>What the user says now.</summary>
    public string Task(SkillInput? input) => input switch
    {
        null => _scope.Request.Task,
        SkillInput.Message said => string.Concat(said.Contents.OfType<TextContent>().Select(text => text.Text)),
        _ => "",
    };

    public ValueTask<Opened> Open(SkillInput? input) => _state.Messages.Count is 0 ? Begin() : TakeUp(input);

    private ValueTask<Opened> Begin()
    {
        if (_scope.Log.IsOn && _state.Steps is 0)
            return Logged();
        try
        {
            if (_scope.Request.Skill is not { } skill)
                return ValueTask.FromResult(Began(null));
            if (_scope.Options.Commands is not null)
                _scope.Clock.Arm();
            var text = SkillText.Of(skill, _scope.Request, _scope.Request.Arguments, _state.ExecutionId, _scope.Executor, _scope.Clock.Token);
            return text.IsCompletedSuccessfully ? ValueTask.FromResult(Began(text.Result)) : Prepared(text);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return ValueTask.FromResult(Broken(exception));
        }
    }

    private async ValueTask<Opened> Logged()
    {
        await _scope.Log.Append(new ConversationStep.Begun(_state.ExecutionId, _state.Skill, _state.SkillDigest, _state.Parents));
        return await Begin();
    }

    private async ValueTask<Opened> Prepared(ValueTask<SkillText> text)
    {
        try
        {
            return Began(await text);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return Broken(exception);
        }
    }

    /// <summary>The first messages.</summary>
    /// <param name="text">The skill's text; null without a skill.</param>
    private Opened Began(SkillText? text)
    {
        var catalogue = parts.Activation is { } activation && parts.Tools.Contains(activation.Tool) ? _scope.Request.Catalog!.Summary : null;
        Instructions = text?.Instructions;
        var resources = parts.Context?.ResourceText;
        parts.Gate.Read();
        if (text is not null)
            Tell(text.Value, _scope.Request.Skill!);
        _state.Messages.Add(new ChatMessage(ChatRole.System, Prompt(catalogue, resources)));
        _state.Messages.Add(_scope.Request.Contents.Count is 0
            ? new ChatMessage(ChatRole.User, _scope.Request.Task)
            : new ChatMessage(ChatRole.User, [new TextContent(_scope.Request.Task), .. _scope.Request.Contents]));
        return Opened.ByInput;
    }

    private Opened Broken(Exception exception)
    {
        parts.Gate.Read();
        return new Opened(IsInput: true, exception);
    }

    private static bool IsUnreadable(Exception exception) => exception is IOException or UnauthorizedAccessException or OperationCanceledException;

    private string Prompt(string? catalogue, string? resources)
    {
        var host = new PromptHost(
            parts.Tools.Count > 0,
            _scope.Lineage is not null,
            _scope.Request.Workspace,
            parts.Files.Run is { } run && parts.Tools.Contains(run));
        var made = new PromptParts(host, _scope.Lineage?.Kind?.Instructions, catalogue, _scope.Request.Skill?.Name, Instructions, resources);
        // Instructions that were filled in are this execution's alone.
        return _scope.Request.Skill is { } skill && !ReferenceEquals(Instructions, skill.Body)
            ? new SystemPrompt(made).Text
            : SystemPrompt.Of((object?)_scope.Request.Skill ?? _scope.Request.Catalog!, made);
    }

    private void Tell(in SkillText text, Skill skill)
    {
        for (var i = 0; i < text.Commands.Count; i++)
            parts.Gate.CommandInjected(skill.Name, text.Commands[i]);
        for (var i = 0; i < text.Warnings.Count; i++)
            parts.Gate.Warning(text.Warnings[i]);
        if (skill.AllowedTools is not null)
        {
            foreach (var warning in parts.Tools.Warnings(skill, _scope.Options.Commands is not null))
                parts.Gate.Warning(warning);
        }

        if (_scope.Settings.Model is { } alias && _scope.Lineage?.Kind?.Model is null && MappedModel is null)
            parts.Gate.Warning($"The skill asks for the model \"{alias}\", which this host does not map to one; its own is used.");
        parts.Gate.SkillActivated(skill.Name, parts.Context!.Resources.Count);
    }

    private async ValueTask<Opened> TakeUp(SkillInput? input)
    {
        parts.Gate.Read();
        if (parts.Context is { } context && !string.Equals(context.Digest, _state.SkillDigest, StringComparison.Ordinal))
            parts.Gate.Warning($"The text of skill \"{_state.Skill}\" has changed since the conversation began; the conversation goes on with the text of then.");
        foreach (var missing in parts.Activation?.Restore() ?? [])
            parts.Gate.Warning($"Skill \"{missing}\" was active in the conversation and is not in the catalogue any more; its files cannot be read.");
        parts.Regrant();
        if (input is SkillInput.Message said)
        {
            await parts.Calls.Refuse("Not made: the user wrote something else instead of deciding on it.");
            await Drain();
            _state.Messages.Add(new ChatMessage(ChatRole.User, [.. said.Contents]));
            return Opened.ByInput;
        }

        if (input is SkillInput.Decisions { All: var decisions })
        {
            foreach (var decision in decisions)
            {
                if (string.Equals(decision.ExecutionId, _state.ExecutionId, StringComparison.Ordinal) && _state.IndexOf(decision.CallId) is >= 0 and var call && _state.Slot(call).State is CallState.Asked)
                    await parts.Calls.Decide(call, decision.Decision);
            }

            if (parts.Activation is { } activation)
                activation.Decisions = decisions;
            await Drain();
        }

        var isAnswered = _state is { IsEnded: true, Calls: 0 } && _state.Messages[^1] is { Text.Length: > 0 } last && last.Role == ChatRole.Assistant;
        return new Opened(IsInput: false, End: isAnswered ? new RunOutcome(OutcomeKind.Completed) { Answer = _state.Messages[^1].Text, PartialBecause = _state.LimitReached } : null);
    }

    private async ValueTask Drain()
    {
        while (await _scope.Notices.Next() is { } told)
            parts.Gate.Told(told, _state);
    }
}
