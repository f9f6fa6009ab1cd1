using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The skills that the model activates in one execution: their texts join the conversation, or they run as sub-agents.</summary>
internal sealed class SkillActivation
{
    private const int NamedSkills = 20;

    private readonly Lock _gate = new();
    private readonly RunScope _scope;
    private readonly ConversationState _state;
    private readonly FileTools _files;
    private readonly List<Skill> _active = [];
    private readonly List<string> _texts = [];
    private bool _hasChanged;

    /// <summary>Nothing is activated but the request's own skill.</summary>
    public SkillActivation(RunScope scope, FileTools files)
    {
        (_scope, _state, _files) = (scope, scope.Log.State, files);
        if (scope.Request.Skill is { } skill)
            _active.Add(skill);
        Tool = ActivateSkillTool.Of(scope.Request.Catalog!);
    }

    /// <summary>The tool that the model calls.</summary>
    public ActivateSkillTool Tool { get; }

    /// <summary>Decisions of people on calls of sub-agents.</summary>
    public IReadOnlyList<CallDecision> Decisions { get; set; } = [];

    /// <summary>The texts of the activated skills, as the model saw them.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The active skills where one was activated since the last look; else null.</summary>
    public IReadOnlyList<Skill>? TakeChanged()
    {
        lock (_gate)
        {
            if (!_hasChanged)
                return null;
            _hasChanged = false;
            return [.. _active];
        }
    }

    /// <summary>Makes the skills active that were so when the conversation was put down; their texts are part of it.</summary>
    /// <returns>The names that the catalogue does not have any more.</returns>
    public IReadOnlyList<string> Restore()
    {
        var missing = new List<string>();
        foreach (var name in _state.ActiveSkills)
        {
            if (_scope.Request.Catalog!.Find(name) is not { } skill)
            {
                missing.Add(name);
                continue;
            }

            _active.Add(skill);
            _files.Reach(skill);
            _hasChanged = true;
        }

        return missing;
    }

    /// <summary>Makes a call of the tool.</summary>
    /// <returns>What came of it; null where a sub-agent waits for a person's decision.</returns>
    /// <exception cref="OperationCanceledException">The execution's token is cancelled; nothing else but <see cref="JournalFault"/> is thrown.</exception>
    public async ValueTask<ToolOutcome?> Run(int call, ToolRunner runner)
    {
        try
        {
            var made = _state.Slot(call).Call;
            var arguments = new AIFunctionArguments(made.Arguments, StringComparer.Ordinal);
            var name = ToolArguments.Text(arguments, "name") ?? throw new ArgumentException("\"name\" is missing.", nameof(call));
            if (_scope.Request.Catalog!.Find(name) is not { Settings.DisableModelInvocation: false } skill)
                return runner.Failed(call, $"there is no skill \"{name}\"; there are: {Known()}");
            var given = ToolArguments.Text(arguments, "arguments") ?? "";
            return skill.Settings.Fork
                ? await Fork(call, skill, ToolArguments.Text(arguments, "task") ?? _scope.Request.Task, given, runner)
                : new ToolOutcome(await Activate(skill, given, runner), IsFailed: false, IsRefused: false);
        }
        catch (OperationCanceledException) when (_scope.IsCancelled)
        {
            throw;
        }
        catch (Exception exception) when (exception is not JournalFault)
        {
            return runner.Failed(call, HostCode.Message(exception));
        }
    }

    private async ValueTask<string> Activate(Skill skill, string arguments, ToolRunner runner)
    {
        lock (_gate)
        {
            if (_active.Contains(skill))
                return $"\"{skill.Name}\" is active already; its instructions are above.";
            _active.Add(skill);
            _hasChanged = true;
        }

        _scope.Clock.Arm();
        var context = ContextLoader.Of(skill);
        var prepared = await SkillText.Of(skill, _scope.Request, arguments, _state.ExecutionId, _scope.Executor, _scope.Clock.Token);
        var text = SystemPrompt.Tagged(skill.Name, prepared.Instructions, context.ResourceText);
        foreach (var command in prepared.Commands)
            _scope.Notices.Tell(gate => gate.CommandInjected(skill.Name, command));
        _files.Reach(skill);
        foreach (var warning in prepared.Warnings.Concat(runner.Warnings(skill)))
            _scope.Notices.Tell(gate => gate.Warning(warning));
        _scope.Notices.Tell(gate => gate.SkillActivated(skill.Name, context.Resources.Count));
        lock (_gate)
            _texts.Add(text);
        _state.Activate(skill.Name);
        await _scope.Log.Append(new ConversationStep.SkillActivated(skill.Name));
        return text;
    }

    private async ValueTask<ToolOutcome?> Fork(int call, Skill skill, string task, string arguments, ToolRunner runner)
    {
        IReadOnlyList<string> above = _scope.Lineage?.Chain ?? (_scope.Request.Skill is { } own ? [own.Name] : []);
        string[] chain = [.. above, skill.Name];
        var path = string.Join(" -> ", chain);
        var depth = (_scope.Lineage?.Depth ?? 0) + 1;
        if (above.Contains(skill.Name, StringComparer.Ordinal))
            return runner.Failed(call, $"the skills would call each other in a circle: {path}");
        if (depth > _scope.Options.MaxForkDepth)
            return runner.Failed(call, $"sub-agents may stand {_scope.Options.MaxForkDepth} levels deep, and {path} is one more; do this part here");
        var before = await Before(call);
        var id = before?.ExecutionId ?? await Named(call);
        var kind = skill.Settings.Agent is { } agent ? HostCode.Try(() => _scope.Options.Agents?.Invoke(agent)) : null;
        var request = _scope.Request with { Skill = skill, Task = task, Contents = [], Arguments = arguments, ExecutionId = id, Timeout = null };
        var lineage = new Lineage(depth, chain, Lineage.HalfOf(_scope.MaxIterations), kind, _scope.Ledger);
        var run = new SkillRun(_scope.Executor, request, lineage, before, before is null ? null : SkillInput.Decide(Decisions)) { IsConsumerInstant = true };
        if (before is null)
            _scope.Notices.Tell(gate => gate.SubAgentStarted(skill.Name, id, task));
        await foreach (var happened in _scope.Executor.Observed(run).WithCancellation(_scope.Clock.Token))
        {
            // What an audit needs is told of sub-agents as well.
            if (happened is SkillEvent.CommandInjected or SkillEvent.DecisionAsked or SkillEvent.DecisionMade)
                _scope.Notices.Tell(gate => gate.Forwarded(happened));
        }

        _scope.Clock.Token.ThrowIfCancellationRequested();
        var outcome = run.Outcome;
        if (outcome.Kind is OutcomeKind.Suspended)
        {
            _state.Ask(call, outcome.Conversation);
            await _scope.Log.Append(new ConversationStep.DecisionAsked(_state.Slot(call).Call.CallId, outcome.Conversation));
            return null;
        }

        _scope.Notices.Tell(gate => gate.SubAgentCompleted(skill.Name, id, outcome));
        return (outcome.Kind is OutcomeKind.Completed
            ? new ToolOutcome(outcome.Summary, IsFailed: false, IsRefused: false)
            : runner.Failed(call, $"the sub-agent \"{skill.Name}\" failed: {outcome.Summary}")) with
        { Used = outcome.Usage };
    }

    /// <summary>The conversation of a sub-agent that waited for a decision, or whose process died.</summary>
    private async ValueTask<SkillConversation?> Before(int call)
    {
        if (_state.Slot(call).SubAgent is { } waiting)
            return waiting;
        return _state.Slot(call).SubAgentId is { } id && _scope.Log.Journal is { } journal ? await journal.LoadAsync(id) : null;
    }

    private async ValueTask<string> Named(int call)
    {
        if (_state.Slot(call).SubAgentId is { } known)
            return known;
        var id = _state.NextSubAgent();
        _state.Slot(call).SubAgentId = id;
        await _scope.Log.Append(new ConversationStep.SubAgentStarted(_state.Slot(call).Call.CallId, id));
        return id;
    }

    private string Known()
    {
        var names = _scope.Request.Catalog!.ForModels.Select(skill => skill.Name).ToList();
        return names.Count <= NamedSkills ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamedSkills))} and {names.Count - NamedSkills} more";
    }
}
