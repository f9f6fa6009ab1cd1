using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What an executor knows of a tool, over all its executions.</summary>
internal sealed class ToolTraits(AIFunction tool)
{
    /// <summary>So many quick calls in a row show that a tool does not hold its thread.</summary>
    private const int Proof = 32;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    private int _quickCalls = IsOwn(tool) ? Proof : 0;

    /// <summary>Whether a person has to allow each call, unless the host's policy decides otherwise.</summary>
    public bool RequiresApproval { get; } = HostCode.Try(() => tool.GetService<ApprovalRequiredAIFunction>()) is not null;

    /// <summary>Whether a call may be made again where nobody knows how it ended.</summary>
    public bool IsIdempotent { get; } = (IsOwn(tool) && tool is not RunScriptTool) || HostCode.Try(() => tool.GetService<IdempotentAIFunction>()) is not null;

    /// <summary>What models are shown: a declaration that no client can call by itself.</summary>
    public AITool Declaration { get; } = HostCode.Try<AITool>(tool.AsDeclarationOnly) ?? tool;

    /// <summary>Whether its calls have been quick so far, so that the loop's own thread may make them.</summary>
    public bool IsQuick => Volatile.Read(ref _quickCalls) >= Proof;

    /// <summary>A call has held its thread for a time.</summary>
    public void Note(TimeSpan held)
    {
        // One call that blocks outweighs all that did not.
        if (held >= Quick)
            Volatile.Write(ref _quickCalls, int.MinValue);
        else if (Volatile.Read(ref _quickCalls) is >= 0 and < Proof)
            Interlocked.Increment(ref _quickCalls);
    }

    private static bool IsOwn(AIFunction tool) => tool is ReadFileTool or ListFilesTool or RunScriptTool or ActivateSkillTool;
}

/// <summary>A tool of an execution.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Traits">What is known of it.</param>
internal readonly record struct OfferedTool(AIFunction Tool, ToolTraits Traits);

/// <summary>The tools of one execution: the engine's own and the host's, and of these the ones that the active skills allow.</summary>
internal sealed class OfferedTools
{
    private readonly OfferedTool[] _all;
    private OfferedTool[] _granted;

    public OfferedTools(IReadOnlyList<AIFunction> tools, ConditionalWeakTable<AIFunction, ToolTraits> known)
    {
        _all = new OfferedTool[tools.Count];
        for (var i = 0; i < _all.Length; i++)
            _all[i] = new OfferedTool(tools[i], known.GetValue(tools[i], static tool => new ToolTraits(tool)));
        _granted = _all;
    }

    public int Count => _granted.Length;

    /// <summary>Whether a tool is among them whose calls a person has to allow.</summary>
    public bool RequireApproval => Array.Exists(_granted, static offered => offered.Traits.RequiresApproval);

    public IEnumerable<string> Names => _granted.Select(offered => offered.Tool.Name);

    public bool Contains(AIFunction tool) => Array.Exists(_granted, offered => ReferenceEquals(offered.Tool, tool));

    /// <summary>Of all tools those that every active skill allows.</summary>
    public void Grant(IReadOnlyList<Skill> active)
    {
        var granted = _all;
        foreach (var skill in active)
        {
            if (skill.AllowedTools is { } allowed)
                granted = [.. granted.Where(offered => ToolGrant.Allows(offered.Tool, allowed))];
        }

        _granted = granted;
    }

    /// <summary>What the model is shown.</summary>
    public IList<AITool> Declarations()
    {
        var shown = new AITool[_granted.Length];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = _granted[i].Traits.Declaration;
        return shown;
    }

    public OfferedTool? Find(string name)
    {
        foreach (ref readonly var offered in _granted.AsSpan())
        {
            if (string.Equals(offered.Tool.Name, name, StringComparison.Ordinal))
                return offered;
        }

        return null;
    }
}
