using PerfSpecs;
using PerfSpecs.MSTest;
using PerfSpecs.Text;
using Runner.Workloads;

namespace Runner;

/// <summary>Each spec of specs.json as a test of its own.</summary>
[TestClass]
public sealed class Budgets : PerfSpecsTests
{
    /// <inheritdoc/>
    protected override Test Tests => AllSpecs.Tests;

    /// <inheritdoc/>
    protected override Commands Commands => AllSpecs.Commands;
}
