using PerfSpecs.CommandLine;
using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

[TestClass]
[DoNotParallelize]
public sealed class ProcessGuardTests
{
    [TestMethod]
    public async Task Exceptions_of_other_threads_are_taken_only_while_a_console_runs()
    {
        using (new ProcessGuard())
        {
            Assert.IsFalse(StrayFaults.Take(new InvalidOperationException("before any workload")));
            await Run.Of(Run.Reporting("w", _ => 1), Run.Spec("w/value", Median < 5.Of("things")));
            Assert.IsTrue(StrayFaults.Take(new InvalidOperationException("a workload's")));
        }

        Assert.IsFalse(StrayFaults.Take(new InvalidOperationException("the program's own")));
        using (new ProcessGuard())
            Assert.IsEmpty(StrayFaults.TakeUnjudged().ToList(), "nothing is left of the first console");
    }
}
