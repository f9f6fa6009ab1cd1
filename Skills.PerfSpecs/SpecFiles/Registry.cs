using PerfSpecs.SpecFiles;

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
    private readonly List<Problem> _problems = [];

    /// <summary>Flattens a tree. Never throws for what is wrong with it: that is among <see cref="Problems"/>.</summary>
    public Registry(Test tests)
        : this(tests, Days.Today())
    {
    }

    internal Registry(Test tests, DateOnly today)
    {
        Visit(tests, [], TestState.Normal);
        Known = [.. _workloads.Values.Select(registered => registered.Workload.Info)];
        (Specs, var problems) = CodeSpecs.Read(_budgets, Known, today);
        _problems.AddRange(problems);
    }

    private Registry(Registry other, Dictionary<string, RegisteredWorkload> workloads) =>
        (Known, Specs, _budgets, _problems, _workloads) = (other.Known, other.Specs, other._budgets, other._problems, workloads);

    /// <summary>What specs.json may name, in the tree's order.</summary>
    public IReadOnlyList<WorkloadInfo> Known { get; }

    /// <summary>The budgets declared in code, in the tree's order; those with errors are left out.</summary>
    public IReadOnlyList<Spec> Specs { get; }

    /// <summary>Every error and warning of the tree: workloads first, then budgets. With an error among them nothing may be run.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Whether the tree declares any budget, with or without errors.</summary>
    internal bool DeclaresSpecs => _budgets.Count > 0;

    /// <summary>The workload of that name.</summary>
    /// <exception cref="KeyNotFoundException">No such workload is registered; loading a file rules that out.</exception>
    public RegisteredWorkload this[string workload] => _workloads[workload];

    /// <summary>The same registry with one workload replaced by a version of itself.</summary>
    /// <exception cref="KeyNotFoundException">No such workload is registered.</exception>
    internal Registry Replacing(string workload, Func<Workload, Workload> version)
    {
        var copy = new Dictionary<string, RegisteredWorkload>(_workloads, StringComparer.Ordinal);
        copy[workload] = copy[workload] with { Workload = version(copy[workload].Workload) };
        return new Registry(this, copy);
    }

    private void Visit(Test test, IReadOnlyList<string> path, TestState state)
    {
        switch (test)
        {
            case Test.Group group:
                foreach (var child in group.Tests)
                    Visit(child, group.Name.Length is 0 ? path : [.. path, group.Name], Inner(state, group.State));
                break;
            case Test.Case leaf:
                Add(leaf, path, Inner(state, leaf.State));
                break;
            case Test.Budget budget:
                _budgets.Add(budget with { State = Inner(state, budget.State) });
                break;
            default:
                throw new ArgumentException($"The tree holds a {test.GetType().Name}, which is none of its kinds of node.", nameof(test));
        }
    }

    // Pending wins over focus, on whatever level either is stated.
    private static TestState Inner(TestState outer, TestState own) => (TestState)Math.Max((int)outer, (int)own);

    private void Add(Test.Case leaf, IReadOnlyList<string> path, TestState state)
    {
        var info = leaf.Workload.Info;
        _problems.AddRange(WorkloadChecks.Of(leaf.Workload, path));
        if (!_workloads.TryAdd(info.Name, new RegisteredWorkload(leaf.Workload, path, state is TestState.Focused, state is TestState.Pending)))
            _problems.Add(WorkloadChecks.Twice(info.Name, path, _workloads[info.Name].Path));
    }
}
