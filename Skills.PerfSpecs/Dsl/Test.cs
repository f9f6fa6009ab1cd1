using PerfSpecs.Specs;

namespace PerfSpecs;

/// <summary>A node of the tree that names what is measured: a list, a workload, or a budget in code. A test is a value.</summary>
public abstract record Test
{
    private Test()
    {
    }

    /// <summary>Tests under a common name.</summary>
    /// <param name="Name">The segment that the list adds to the path of each of its tests.</param>
    /// <param name="Tests">The tests, in order.</param>
    /// <param name="State">Applies to every test below.</param>
    public sealed record Group(string Name, IReadOnlyList<Test> Tests, TestState State) : Test;

    /// <summary>Something that can be measured.</summary>
    /// <param name="Workload">The code with its measures.</param>
    /// <param name="State">Applies to every spec of the workload.</param>
    public sealed record Case(Workload Workload, TestState State) : Test;

    /// <summary>A budget declared in code: the same record as one read from the file.</summary>
    /// <param name="Metric">The metric.</param>
    /// <param name="SpecOf">The record, once the metric's measure is known.</param>
    public sealed record Budget(string Metric, Func<Measure, Spec> SpecOf) : Test;
}

/// <summary>Whether a test takes part, as in Expecto.</summary>
public enum TestState
{
    /// <summary>It takes part, unless another is focused.</summary>
    Normal,

    /// <summary>Only focused tests take part.</summary>
    Focused,

    /// <summary>It is shown as skipped; wins over focus.</summary>
    Pending,
}
