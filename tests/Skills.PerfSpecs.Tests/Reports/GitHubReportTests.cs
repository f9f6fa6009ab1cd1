using PerfSpecs.Reports;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class GitHubReportTests
{
    private static readonly GitHubReport Report = new(null, null);

    [TestMethod]
    public void Only_the_variable_of_GitHub_Actions_asks_for_it()
    {
        Assert.IsNull(GitHubReport.Of(_ => null));
        Assert.IsNull(GitHubReport.Of(_ => "false"));
        Assert.AreEqual(new GitHubReport("true", "true"), GitHubReport.Of(_ => "true"));
    }

    [TestMethod]
    public void A_failure_is_annotated_on_the_line_of_its_spec()
    {
        var command = Report.Annotations(Finished.Run(Finished.Pass("good"), Finished.Fail("bad"))).Single();

        StringAssert.StartsWith(command, "::error file=specs.json,line=8,col=5,title=bad%3A fail::The median is at least 190");
        StringAssert.Contains(command, "(99 %25 confidence, 3 samples)");
        StringAssert.Contains(command, "%0Aagain   make perf ONLY=bad SEED=7%0Atarget  ");
    }

    [TestMethod]
    public void What_does_not_fail_the_run_warns_or_informs()
    {
        var run = Finished.Run(
            Finished.Undecided("open"),
            Finished.Fail("soft").With(spec => spec with { Severity = Severity.Warning }),
            Finished.Fail("note").With(spec => spec with { Severity = Severity.Info }),
            Finished.Skipped("aside", "later"));

        CollectionAssert.AreEqual(new[] { "::warning", "::warning", "::notice" }, Report.Annotations(run).Select(command => command.Split(' ')[0]).ToArray());
    }

    [TestMethod]
    public void Names_and_messages_are_escaped_as_the_runner_demands()
    {
        var command = Report.Annotations(Finished.Run(Finished.Error("a,b:c%d\ne", "x,y:z%\r\nnext"))).Single();

        StringAssert.StartsWith(command, "::error file=specs.json,line=8,col=5,title=a%2Cb%3Ac%25d%0Ae%3A error::a,b:c%25d%0Ae: InvalidOperationException: x,y:z%25.%0Aagain");
        Assert.DoesNotContain("\n", command);
        Assert.DoesNotContain("\r", command);
    }

    [TestMethod]
    public void The_file_is_named_from_the_workspace_and_a_spec_in_code_has_none()
    {
        var workspace = Path.GetDirectoryName(Environment.CurrentDirectory)!;
        var inFile = new GitHubReport(workspace, null).Annotations(Finished.Run(Finished.Fail("bad"))).Single();
        var inCode = Report.Annotations(Finished.Run(Finished.Fail("bad").With(spec => spec with { Where = null }))).Single();

        StringAssert.StartsWith(inFile, $"::error file={Path.GetFileName(Environment.CurrentDirectory)}/specs.json,line=8,");
        StringAssert.StartsWith(inCode, "::error title=bad%3A fail::");
    }

    [TestMethod]
    public void A_broken_specs_file_is_annotated_where_it_is_broken()
    {
        var file = new SpecFile("specs.json", new SuiteSettings(), [], [new Problem("PS118", IsError: true, "unknown, 100 %", new Location("specs.json", 3, 9)), new Problem("PS101", IsError: false, "none", null)]);

        CollectionAssert.AreEqual(
            new[] { "::error file=specs.json,line=3,col=9,title=PS118::unknown, 100 %25", "::warning title=PS101::none" },
            Report.Annotations(file).ToArray());
    }

    [TestMethod]
    public void The_summary_is_appended_to_what_earlier_steps_wrote()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "earlier\n");

        new GitHubReport(null, path).AppendSummary(Finished.Run(Finished.Pass("good")));

        StringAssert.StartsWith(File.ReadAllText(path), "earlier\n## Performance budgets\n");
        File.Delete(path);
    }
}
