namespace PerfSpecs.SpecFiles;

/// <summary>Reads the budgets in code by the rules of specs.json.</summary>
internal static class CodeSpecs
{
    /// <summary>The specs, and everything wrong with them; with an error among the problems nothing may be run.</summary>
    /// <param name="budgets">The budgets, each with the state that it has from itself and the lists above it.</param>
    /// <param name="known">The workloads that they may name.</param>
    /// <param name="today">The day that quarantines are compared with.</param>
    public static (IReadOnlyList<Spec> Specs, IReadOnlyList<Problem> Problems) Read(IReadOnlyList<Test.Budget> budgets, IReadOnlyList<WorkloadInfo> known, DateOnly today)
    {
        if (budgets.Count is 0)
            return ([], []);
        var source = new SourceText("code", SpecText.Of(budgets), [null, .. budgets.Select(budget => budget.Where), null]);
        var (root, unreadable) = LocatedReader.Read(source);
        if (root is null)
            return ([], unreadable);
        var reading = new Reading(source, new MetricCatalogue(known), Machine.Here, today);
        SpecProperties.Root.TryRead(root, reading, out var fields);
        var entries = SpecFile.ReadEntries(fields!, reading, SharedSettings.Initial);
        // Above the limit of a list no entry is read, and the problem says so.
        return ([.. entries.Zip(budgets).SelectMany(pair => pair.First.Specs.Select(spec => Declared(spec, pair.Second)))], reading.Problems);
    }

    private static Spec Declared(Spec spec, Test.Budget budget) => spec with
    {
        Target = budget.Target ?? spec.Target,
        Focus = budget.Options.Focus || budget.State is TestState.Focused,
        Skip = budget.State is TestState.Pending ? "pending in code" : spec.Skip,
        Where = budget.Where,
        IsInCode = true,
    };
}
