using PerfSpecs.CommandLine;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class WorkloadOutputTests
{
    [TestMethod]
    public void What_is_printed_is_counted_however_it_is_written()
    {
        using var output = new WorkloadOutput(null);
        output.Write('a');
        output.Write("bc");
        output.Write(['d', 'e', 'f'], 1, 2);
        output.Write("g".AsSpan());
        output.Write(12.5);

        Assert.AreEqual("abcefg".Length + $"{12.5}".Length, output.Characters);
        Assert.IsFalse(output.IsPassedOn);
    }

    [TestMethod]
    public void What_is_asked_for_is_passed_on()
    {
        using var seen = new StringWriter();
        using var output = new WorkloadOutput(seen);
        output.Write("one ");
        output.WriteLine(2);

        Assert.AreEqual($"one 2{output.NewLine}", seen.ToString());
        Assert.IsTrue(output.IsPassedOn);
    }
}
