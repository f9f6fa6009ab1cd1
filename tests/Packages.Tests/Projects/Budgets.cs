using Microsoft.VisualStudio.TestTools.UnitTesting;
using PerfSpecs;
using PerfSpecs.MSTest;
using static PerfSpecs.Dsl;

[TestClass]
public sealed class Budgets : PerfSpecsTests
{
    protected override Test Tests => testList("bytes",
    [
        workload("buffer", () => new byte[1_000]),
        workload("sized", setup: s => s["size"], run: (size, sample) => new byte[size], parameters: [parameter("size", 1)]),
    ]);
}
