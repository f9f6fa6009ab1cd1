using System.Text.RegularExpressions;
using PerfSpecs.CommandLine;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.Tests;

[TestClass]
public sealed partial class VisibleTextTests
{
    /// <summary>ESC, NUL, BEL, backspace, CR, DEL, two C1 controls, marks of direction, an invisible space, a line separator, half a pair.</summary>
    private const string Ruling = "a\u001b[2Jb\0c\u0007d\be\rf\u007Fg\u009Bh\u0085i\u202Ej\u2066k\u200Bl\u2028m\uD800n";

    private const string Shown = "a␛[2Jb␀c␇d␈e␍f␡g<U+009B>h<U+0085>i<U+202E>j<U+2066>k<U+200B>l<U+2028>m�n";

    [TestMethod]
    public void What_rules_a_terminal_or_cannot_be_seen_becomes_visible_and_the_rest_stays()
    {
        Assert.AreEqual(Shown, VisibleText.Of(Ruling));
        Assert.AreEqual(Shown, VisibleText.Of(VisibleText.Of(Ruling)));
        const string Harmless = "plain, ünïcödé, 日本語, 👩‍👩‍👧 and\tlines\r\nof\nits own";
        Assert.AreEqual(Harmless, VisibleText.Of(Harmless));
        Assert.AreEqual("�", VisibleText.Of("\uFFFF"));
    }

    [TestMethod]
    public void Every_writer_shows_it()
    {
        var hostile = Finished.Fail("a")
            .With(spec => spec with { Id = Ruling, Title = Ruling, Tags = [Ruling], Metric = $"{Ruling}/{Ruling}" });
        hostile = hostile with { Spec = hostile.Spec with { Path = [Ruling] } };
        var run = Finished.Run(hostile, Finished.Error($"e{Ruling}", Ruling), Finished.Skipped($"s{Ruling}", Ruling));
        IReportWriter[] writers = [new MarkdownReport(), new JunitReport(), new NunitReport(), new OpenMetricsReport(), new HtmlReport()];

        var annotations = string.Join('\n', new GitHubReport(null, null).Annotations(run));
        foreach (var text in writers.Select(writer => writer.Text(run)).Append(annotations))
        {
            Assert.DoesNotMatchRegex(Unseen(), text);
            StringAssert.Contains(text.Replace("\\[", "[", StringComparison.Ordinal), "␛[2Jb␀c␇d");
        }

        foreach (var result in run.Result.Results)
            Assert.DoesNotMatchRegex(Unseen(), Words.Sentence(result) + Words.Remark(result) + Words.Reason(result));
    }

    [TestMethod]
    public async Task The_console_shows_it_whoever_writes()
    {
        var run = Finished.Run(Finished.Error(Ruling, Ruling), Finished.Skipped($"s{Ruling}", Ruling));
        var written = new StringWriter();
        var settings = new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) };
        var console = VisibleConsole.Of(AnsiConsole.Create(settings));
        console.Profile.Width = 500;

        var style = new ConsoleStyle(IsLive: false, Debug: true, Summary: true, run.Commands);
        await new ConsoleReport(console, style, run.Environment).Show(Events(run));
        console.WriteLine($"error: {Ruling}");
        console.Write(new Table().AddColumn("x").AddRow(new Spectre.Console.Text(Ruling)));

        Assert.DoesNotMatchRegex(Unseen(), written.ToString());
        StringAssert.Contains(written.ToString(), $"‼ {Shown}");
        StringAssert.Contains(written.ToString(), "error: a␛[2Jb␀c␇d␈e");
    }

    [TestMethod]
    public void The_consoles_own_codes_pass()
    {
        var written = new StringWriter();
        var settings = new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(written) };
        var console = VisibleConsole.Of(AnsiConsole.Create(settings));

        console.Write(new Spectre.Console.Text("red\u001b", new Style(Color.Red)));

        StringAssert.StartsWith(written.ToString(), "\u001b[");
        StringAssert.Contains(written.ToString(), "red␛");
    }

    private static async IAsyncEnumerable<RunEvent> Events(FinishedRun run)
    {
        yield return new RunEvent.Started(run.Result.Plan, run.Result.Machine);
        foreach (var result in run.Result.Results)
            yield return new RunEvent.Judged(result);
        await Task.CompletedTask;
        yield return new RunEvent.Completed(run.Result);
    }

    // Line ends and tabs are layout; the byte order is no part of it.
    [GeneratedRegex(@"[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069]|\r(?!\n)")]
    private static partial Regex Unseen();
}
