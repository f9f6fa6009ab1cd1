using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class WorkerCommandTests
{
    [TestMethod]
    [DataRow("/home/ann/budgets/bin/Budgets", "", "bin/Budgets")]
    [DataRow("/home/ann/budgets/Budgets", "", "./Budgets")]
    [DataRow("/home/ann/budgets/my bin/Budgets", "", "'my bin/Budgets'")]
    [DataRow("/home/ann/budgets/$bin/Ann's", "", "'$bin/Ann'\\''s'")]
    [DataRow("/usr/bin/dotnet", "/home/ann/budgets/bin/Budgets.dll", "dotnet exec bin/Budgets.dll")]
    [DataRow("/usr/bin/budgets", "", "/usr/bin/budgets")]
    [DataRow("/usr/bin/dotnet", "/opt/ann/Budgets.dll", "dotnet exec /opt/ann/Budgets.dll")]
    public void A_person_types_the_way_from_where_they_are(string file, string assembly, string typed) =>
        Assert.AreEqual(typed, new WorkerCommand(file, assembly.Length > 0 ? ["exec", assembly] : []).Typed("/home/ann/budgets"));

    [TestMethod]
    public void A_program_in_one_file_starts_that_file_again() =>
        Assert.AreEqual("/opt/budgets", WorkerCommand.Of(assembly: "", process: "/opt/budgets").Typed("/home/ann"));
}
