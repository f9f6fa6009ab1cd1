using System.Reflection;
using System.Text;
using PerfSpecs.Judging;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class ErrorCodesTests
{
    public static IEnumerable<object[]> Shown => ProblemCodes.All.Where(code => code.Example is not CodeExample.Other).Select(code => new object[] { code.Code });

    private static IReadOnlyList<string> Constants { get; } =
        [.. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetRawConstantValue()!)];

    [TestMethod]
    public void Every_code_is_on_the_page_once_and_in_order()
    {
        var listed = ProblemCodes.All.Select(code => code.Code).ToList();
        CollectionAssert.AreEqual(Constants.Order(StringComparer.Ordinal).ToList(), listed);
        CollectionAssert.AllItemsAreUnique(listed);
        CollectionAssert.AllItemsAreUnique(ProblemCodes.All.Select(code => code.Meaning).ToList());
        foreach (var code in ProblemCodes.All)
        {
            Assert.EndsWith(".", code.Meaning);
            Assert.EndsWith(".", code.Remedy);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shown))]
    public void An_example_gives_its_code_and_no_other(string code)
    {
        // Of two targets that contradict each other, one always has the unusual direction.
        var problems = Problems(ProblemCodes.All.Single(one => one.Code == code).Example)
            .Where(problem => code is not ProblemCodes.Contradiction || problem.Code is not ProblemCodes.WrongDirection).ToList();
        CollectionAssert.AreEqual(new[] { code }, problems.Select(problem => problem.Code).Distinct().ToList(), string.Join('\n', problems));
        Assert.AreEqual(code.StartsWith("PS2", StringComparison.Ordinal), problems.All(problem => !problem.IsError));
    }

    [TestMethod]
    public void The_page_explains_each_code_under_its_own_heading()
    {
        var page = ErrorCodes.Generate();
        foreach (var code in ProblemCodes.All)
            Assert.Contains($"\n## {code.Code}\n\n{code.Meaning}\n", page);
    }

    private static IReadOnlyList<Problem> Problems(CodeExample example)
    {
        var text = example is CodeExample.Specs specs ? $"{{ \"specs\": [ {specs.Text} ] }}" : example.Text;
        var file = SpecFile.Parse("specs.json", Encoding.UTF8.GetBytes(text), Known, Today);
        return file.Problems.Count > 0 ? file.Problems : [.. Reachability.Check(file.Specs, ErrorBudget.FailError(file.Suite, file.Specs))];
    }
}
