using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What is known of a tool: kept as long as the tool itself.</summary>
internal sealed class ToolTraits
{
    /// <summary>So many quick calls in a row show that a tool does not hold its thread.</summary>
    private const int Proof = 32;

    /// <summary>So many more where one of them was not quick.</summary>
    private const int Relapse = 256;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);

    private static readonly ConditionalWeakTable<AIFunction, ToolTraits> Known = [];

    private static ToolTraits? _ofRead;
    private static ToolTraits? _ofList;
    private static ToolTraits? _ofRun;

    private int _quickCalls;

    private ToolTraits(AIFunction tool)
    {
        Name = tool.Name;
        RequiresApproval = HostCode.Try(() => tool.GetService<ApprovalRequiredAIFunction>()) is not null;
        IsIdempotent = HostCode.Try(() => tool.GetService<IdempotentAIFunction>()) is not null;
        Declaration = HostCode.Try<AITool>(tool.AsDeclarationOnly) ?? tool;
    }

    private ToolTraits(AITool declaration, bool isIdempotent) => (Name, Declaration, IsIdempotent, _quickCalls) = (declaration.Name, declaration, isIdempotent, Proof);

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>Whether a person has to allow each call, unless the host's policy decides otherwise.</summary>
    public bool RequiresApproval { get; }

    /// <summary>Whether a call may be made again where nobody knows how it ended.</summary>
    public bool IsIdempotent { get; }

    /// <summary>What models are shown: a declaration that no client can call by itself.</summary>
    public AITool Declaration { get; }

    /// <summary>Whether its calls have been quick so far, so that the loop's own thread may make them.</summary>
    public bool IsQuick => Volatile.Read(ref _quickCalls) >= Proof;

    /// <summary>What is known of a host's tool, over all executors.</summary>
    public static ToolTraits Of(AIFunction tool) => Known.GetValue(tool, static tool => new ToolTraits(tool));

    /// <summary>What is known of one of the engine's own tools, the same for each of its kind.</summary>
    public static ToolTraits OfOwn(AIFunction tool) => tool switch
    {
        ReadFileTool => _ofRead ??= Declared(tool),
        ListFilesTool => _ofList ??= Declared(tool),
        RunScriptTool => _ofRun ??= Declared(tool),
        // What is asked of the further one depends on the catalogue.
        _ => Known.GetValue(tool, Declared),
    };

    private static ToolTraits Declared(AIFunction tool) =>
        new(AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.JsonSchema), tool is not RunScriptTool);

    /// <summary>A call has held its thread for a time.</summary>
    public void Note(TimeSpan held)
    {
        // One that had to be given up is never trusted again. One that was slow may have been so by its first start or a busy machine.
        if (held == TimeSpan.MaxValue)
            Volatile.Write(ref _quickCalls, int.MinValue);
        else if (held >= Quick && Volatile.Read(ref _quickCalls) >= -Relapse)
            Volatile.Write(ref _quickCalls, -Relapse);
        else if (Volatile.Read(ref _quickCalls) is >= -Relapse and < Proof)
            Interlocked.Increment(ref _quickCalls);
    }
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

    /// <summary>The tools.</summary>
    /// <param name="own">The engine's own; null for those that are not there.</param>
    /// <param name="further">The host's; null for none.</param>
    public OfferedTools(ReadOnlySpan<AIFunction?> own, IReadOnlyList<AIFunction>? further = null)
    {
        var count = further?.Count ?? 0;
        foreach (var tool in own)
            count += tool is null ? 0 : 1;
        (_all, count) = (count is 0 ? [] : new OfferedTool[count], 0);
        foreach (var tool in own)
        {
            if (tool is not null)
                _all[count++] = new OfferedTool(tool, ToolTraits.OfOwn(tool));
        }

        for (var i = 0; i < further?.Count; i++)
            _all[count++] = new OfferedTool(further[i], ToolTraits.Of(further[i]));
        _granted = _all;
        RequireApproval = Array.Exists(_granted, static offered => offered.Traits.RequiresApproval);
    }

    public int Count => _granted.Length;

    /// <summary>Whether a tool is among them whose calls a person has to allow.</summary>
    public bool RequireApproval { get; private set; }

    public IEnumerable<string> Names => _granted.Select(offered => offered.Tool.Name);

    public bool Contains(AIFunction tool) => Array.Exists(_granted, offered => ReferenceEquals(offered.Tool, tool));

    /// <summary>Of all tools those that every active skill allows.</summary>
    public void Grant(IReadOnlyList<Skill> active)
    {
        var granted = _all;
        foreach (var skill in active)
        {
            if (skill.AllowedTools is not { } allowed)
                continue;
            var grant = ToolGrant.Of(allowed);
            granted = [.. granted.Select(offered => (Tool: grant.Granted(offered.Tool), offered.Traits)).Where(offered => offered.Tool is not null).Select(offered => new OfferedTool(offered.Tool!, offered.Traits))];
        }

        _granted = granted;
        RequireApproval = Array.Exists(_granted, static offered => offered.Traits.RequiresApproval);
    }

    /// <summary>What the author of a skill should know of its <c>allowed-tools</c>.</summary>
    public IEnumerable<string> Warnings(Skill skill, bool runsCommands) =>
        skill.AllowedTools is { } allowed ? ToolGrant.Warnings(_all.Select(offered => offered.Tool), allowed, runsCommands) : [];

    /// <summary>What the model is shown.</summary>
    public IList<AITool> Declarations()
    {
        var shown = new AITool[_granted.Length];
        for (var i = 0; i < shown.Length; i++)
            shown[i] = _granted[i].Traits.Declaration;
        return shown;
    }

    public bool TryFind(string name, out OfferedTool found)
    {
        foreach (ref readonly var offered in _granted.AsSpan())
        {
            if (name.AsSpan().SequenceEqual(offered.Traits.Name))
            {
                found = offered;
                return true;
            }
        }

        found = default;
        return false;
    }
}
