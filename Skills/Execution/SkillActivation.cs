using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The skills that the model activates in one execution: their texts join the conversation, or they run as sub-agents.</summary>
internal sealed class SkillActivation
{
    private const int NamedSkills = 20;

    private readonly Lock _gate = new();
    private readonly SkillExecutor _executor;
    private readonly SkillRequest _request;
    private readonly ExecutionOrigin _origin;
    private readonly Lineage? _lineage;
    private readonly FileTools _files;
    private readonly int _maxIterations;
    private readonly List<Skill> _active = [];
    private readonly Channel<Func<EventMark, SkillEvent>> _notices = Channel.CreateUnbounded<Func<EventMark, SkillEvent>>();
    private readonly List<string> _texts = [];
    private Task<bool>? _told;
    private int _subAgents;
    private bool _hasChanged;

    /// <summary>Nothing is activated but the request's own skill.</summary>
    public SkillActivation(SkillExecutor executor, SkillRequest request, ExecutionOrigin origin, Lineage? lineage, FileTools files, int maxIterations)
    {
        (_executor, _request, _origin, _lineage, _files, _maxIterations) = (executor, request, origin, lineage, files, maxIterations);
        if (request.Skill is { } skill)
            _active.Add(skill);
        Tool = new ActivateSkillTool(this);
    }

    /// <summary>The tool that the model calls.</summary>
    public ActivateSkillTool Tool { get; }

    /// <summary>The texts of the activated skills, as the model saw them.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>Whether a call starts a sub-agent, which takes longer than an iteration may.</summary>
    public bool IsFork(FunctionCallContent call) =>
        call.Name is ActivateSkillTool.ToolName
        && call.Arguments?.TryGetValue("name", out var name) is true
        && _request.Catalog!.Find(name?.ToString() ?? "") is { Settings.Fork: true };

    /// <summary>Of some tools those that every active skill allows, where a skill was activated since the last look; else null.</summary>
    public IReadOnlyList<AIFunction>? Regranted(IReadOnlyList<AIFunction> tools)
    {
        if (!_hasChanged)
            return null;
        _hasChanged = false;
        return _active.Aggregate(tools, (granted, skill) => ToolGrant.Filter(granted, skill.AllowedTools));
    }

    /// <summary>What is to be told next while some work goes on; null once it has ended and all is told.</summary>
    public async ValueTask<Func<EventMark, SkillEvent>?> Next(Task work)
    {
        while (true)
        {
            var hasEnded = work.IsCompleted;
            if (_notices.Reader.TryRead(out var notice))
                return notice;
            if (hasEnded)
                return null;
            await Task.WhenAny(work, _told ??= _notices.Reader.WaitToReadAsync(CancellationToken.None).AsTask());
            if (_told.IsCompleted)
                _told = null;
        }
    }

    /// <summary>Activates a skill.</summary>
    /// <returns>Its text for the conversation, or what its sub-agent came to.</returns>
    /// <exception cref="InvalidOperationException">The skill cannot be activated here; the message is for the model.</exception>
    public async ValueTask<object?> Activate(string name, string? task, string arguments, CancellationToken cancellationToken)
    {
        if (_request.Catalog!.Find(name) is not { Settings.DisableModelInvocation: false } skill)
            throw new InvalidOperationException($"there is no skill \"{name}\"; there are: {Known()}");
        if (skill.Settings.Fork)
            return await Fork(skill, task ?? _request.Task, arguments, cancellationToken);
        lock (_gate)
        {
            if (_active.Contains(skill))
                return $"\"{name}\" is active already; its instructions stand above.";
            _active.Add(skill);
            _hasChanged = true;
        }

        var context = _executor.ContextOf(skill);
        var prepared = await SkillText.Of(skill, _request, arguments, _origin.ExecutionId, _executor, cancellationToken);
        var text = $"{prepared.Instructions.Trim()}\n\n{context.ResourceText}";
        foreach (var command in prepared.Commands)
            Tell(mark => new SkillEvent.CommandInjected(mark, skill.Name, command.Command, command.ExitCode, command.Text.Length, command.Refused));
        _files.Reach(skill);
        foreach (var warning in prepared.Warnings)
            Tell(mark => new SkillEvent.Warning(mark, warning));
        Tell(mark => new SkillEvent.SkillActivated(mark, skill.Name, context.Resources.Count));
        lock (_gate)
            _texts.Add(text);
        return text;
    }

    private async Task<object?> Fork(Skill skill, string task, string arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> above = _lineage?.Chain ?? (_request.Skill is { } own ? [own.Name] : []);
        string[] chain = [.. above, skill.Name];
        var path = string.Join(" -> ", chain);
        var depth = (_lineage?.Depth ?? 0) + 1;
        if (above.Contains(skill.Name, StringComparer.Ordinal))
            throw new InvalidOperationException($"the skills would call each other in a circle: {path}");
        if (depth > _executor.Options.MaxForkDepth)
            throw new InvalidOperationException($"sub-agents may stand {_executor.Options.MaxForkDepth} levels deep, and {path} is one more; do this part here");
        var kind = skill.Settings.Agent is { } agent ? _executor.Options.Agents?.Invoke(agent) : null;
        var id = FormattableString.Invariant($"{_origin.ExecutionId}.{Interlocked.Increment(ref _subAgents)}");
        var request = _request with { Skill = skill, Task = task, Arguments = arguments, ExecutionId = id, Timeout = null };
        Tell(mark => new SkillEvent.SubAgentStarted(mark, skill.Name, id, task));
        var result = await SkillResult.Of(new SkillRun(_executor, request, new Lineage(depth, chain, Lineage.HalfOf(_maxIterations), kind)).Events(cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        var summary = result.Outcome switch
        {
            SkillEvent.Completed { PartialBecause: { } reason } partial => $"{partial.Answer}\n[Only in part: {reason}]",
            SkillEvent.Completed whole => whole.Answer,
            SkillEvent.Failed failed => failed.Reason,
            _ => "It was cancelled.",
        };
        Tell(mark => new SkillEvent.SubAgentCompleted(mark, skill.Name, id, summary, result.IsSuccess, result.Iterations));
        return result.Outcome is SkillEvent.Completed ? summary : throw new InvalidOperationException($"the sub-agent \"{skill.Name}\" failed: {summary}");
    }

    private void Tell(Func<EventMark, SkillEvent> notice) => _notices.Writer.TryWrite(notice);

    private string Known()
    {
        var names = _request.Catalog!.ForModels.Select(skill => skill.Name).ToList();
        return names.Count <= NamedSkills ? string.Join(", ", names) : $"{string.Join(", ", names.Take(NamedSkills))} and {names.Count - NamedSkills} more";
    }
}
