using PerfSpecs.Specs;

namespace PerfSpecs;

/// <summary>A workload with its place in the tree.</summary>
/// <param name="Workload">The code.</param>
/// <param name="Path">The names of the lists above it, outermost first.</param>
/// <param name="IsFocused">Whether it, or a list above it, is focused.</param>
/// <param name="IsPending">Whether it, or a list above it, is pending.</param>
public sealed record RegisteredWorkload(Workload Workload, IReadOnlyList<string> Path, bool IsFocused, bool IsPending);

/// <summary>The tree of tests, flattened once: everything that filters, listings and printers need.</summary>
public sealed class Registry
{
    private readonly Dictionary<string, RegisteredWorkload> _workloads = new(StringComparer.Ordinal);
    private readonly List<Test.Budget> _budgets = [];

    /// <summary>Flattens a tree.</summary>
    /// <exception cref="ArgumentException">Two workloads have one name, a workload declares a measure twice, or a budget in code fits no metric.</exception>
    public Registry(Test tests)
    {
        Visit(tests, [], focused: false, pending: false);
        Known = [.. _workloads.Values.Select(registered => registered.Workload.Info)];
        Specs = [.. _budgets.Select(Checked)];
    }

    private Registry(IReadOnlyList<WorkloadInfo> known, IReadOnlyList<Spec> specs, Dictionary<string, RegisteredWorkload> workloads)
    {
        (Known, Specs) = (known, specs);
        _workloads = new(workloads, StringComparer.Ordinal);
    }

    /// <summary>What specs.json may speak of, in the tree's order.</summary>
    public IReadOnlyList<WorkloadInfo> Known { get; }

    /// <summary>The budgets declared in code, in the tree's order.</summary>
    public IReadOnlyList<Spec> Specs { get; }

    /// <summary>The workload of that name.</summary>
    /// <exception cref="KeyNotFoundException">No such workload is registered; loading a file rules that out.</exception>
    public RegisteredWorkload this[string workload] => _workloads[workload];

    /// <summary>The same registry with one workload replaced by a version of itself.</summary>
    /// <exception cref="KeyNotFoundException">No such workload is registered.</exception>
    internal Registry Replacing(string workload, Func<Workload, Workload> version)
    {
        var copy = new Registry(Known, Specs, _workloads);
        copy._workloads[workload] = copy._workloads[workload] with { Workload = version(copy._workloads[workload].Workload) };
        return copy;
    }

    private void Visit(Test test, IReadOnlyList<string> path, bool focused, bool pending)
    {
        switch (test)
        {
            case Test.Group group:
                foreach (var child in group.Tests)
                    Visit(child, group.Name.Length is 0 ? path : [.. path, group.Name], focused || group.State is TestState.Focused, pending || group.State is TestState.Pending);
                break;
            case Test.Case leaf:
                Add(new RegisteredWorkload(leaf.Workload, path, focused || leaf.State is TestState.Focused, pending || leaf.State is TestState.Pending));
                break;
            case Test.Budget budget:
                _budgets.Add(budget);
                break;
            default:
                throw new ArgumentException($"The tree holds a {test.GetType().Name}, which is none of its kinds of node.", nameof(test));
        }
    }

    /// <summary>What the compiler cannot see of a budget in code: that its metric exists and has the target's dimension.</summary>
    private Spec Checked(Test.Budget budget)
    {
        var measure = Find(budget.Metric) ?? throw new ArgumentException($"The budget in code names the metric \"{budget.Metric}\", which no workload has.", nameof(budget));
        var spec = budget.SpecOf(measure);
        if (spec.Reference is { } reference && Find(reference) is null)
            throw new ArgumentException($"The budget in code names the reference \"{reference}\", which no workload has.", nameof(budget));
        var expected = spec.Reference is null ? measure.Unit.Dimension : Dimension.Ratio;
        if (spec.Target.Bound.Unit.Dimension != expected)
            throw new ArgumentException($"The budget in code \"{spec.Metric} {spec.Target}\" has a unit of another dimension than its metric.", nameof(budget));
        return spec;
    }

    private Measure? Find(string metric) =>
        metric.LastIndexOf('/') is > 0 and var slash && _workloads.TryGetValue(metric[..slash], out var registered)
            ? registered.Workload.Info.Measures.FirstOrDefault(measure => string.Equals(measure.Name, metric[(slash + 1)..], StringComparison.Ordinal))
            : null;

    private void Add(RegisteredWorkload registered)
    {
        if (registered.Workload.Refusal is { } refusal)
            throw new ArgumentException(refusal, nameof(registered));
        var info = registered.Workload.Info;
        var twice = info.Measures.GroupBy(measure => measure.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"The workload \"{info.Name}\" declares the measure \"{twice.Key}\" twice, or it is one that every workload has.", nameof(registered));
        if (!_workloads.TryAdd(info.Name, registered))
            throw new ArgumentException($"Two workloads are named \"{info.Name}\"; a metric's name must say which one it means.", nameof(registered));
    }
}
