using PerfSpecs.Sampling;

namespace PerfSpecs.Tests;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class WorkerCommandTests
{
    [TestMethod]
    [DataRow("/home/ann/budgets/bin/Budgets", "", "bin/Budgets")]
    [DataRow("/home/ann/budgets/Budgets", "", "./Budgets")]
    [DataRow("/home/ann/budgets/my bin/Budgets", "", "\"my bin/Budgets\"")]
    [DataRow("/usr/bin/dotnet", "/home/ann/budgets/bin/Budgets.dll", "dotnet exec bin/Budgets.dll")]
    [DataRow("/usr/bin/budgets", "", "")]
    public void A_person_types_the_way_from_where_they_are(string file, string assembly, string typed) =>
        Assert.AreEqual(typed, new WorkerCommand(file, assembly.Length > 0 ? ["exec", assembly] : []).Typed("/home/ann/budgets"));
}
