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

    /// <summary>A budget declared in code.</summary>
    /// <param name="Metric">The metric: <c>workload/measure</c>.</param>
    /// <param name="Text">The target as it would be written in specs.json.</param>
    /// <param name="Options">What else it states.</param>
    /// <param name="State">Whether it takes part.</param>
    /// <param name="Where">Where it is declared; null where that is not known.</param>
    public sealed record Budget(string Metric, string Text, SpecOptions Options, TestState State, Location? Where) : Test
    {
        /// <summary>The target, where it was given as one and not as a text.</summary>
        internal Target? Target { get; init; }
    }
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
