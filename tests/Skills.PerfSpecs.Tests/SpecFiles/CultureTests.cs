using System.Globalization;
using PerfSpecs.CommandLine;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using Spectre.Console;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>Nothing that is read or written depends on the machine's language: neither numbers nor calendars nor upper case.</summary>
[TestClass]
public sealed class CultureTests
{
    [TestMethod]
    [DataRow("th-TH")]
    [DataRow("fa-IR")]
    [DataRow("ar-SA")]
    [DataRow("tr-TR")]
    [DataRow("de-DE")]
    [DataRow("sv-SE")]
    public void What_is_read_and_written_is_the_same_in_every_culture(string culture)
    {
        var expected = In(CultureInfo.InvariantCulture);
        var actual = In(CultureInfo.GetCultureInfo(culture));
        foreach (var (part, text) in expected)
            Assert.AreEqual(text, actual[part], part);
        Assert.Contains("until 2999-01-15: moved", expected["plan"]);
        Assert.Contains("expired on 2026-01-15 (UTC)", expected["problems"]);
    }

    [TestMethod]
    [DataRow("2027-01-15T23:59:59+00:00", true)]
    [DataRow("2027-01-16T09:00:00+14:00", true)]
    [DataRow("2027-01-16T00:00:00+00:00", false)]
    [DataRow("2027-01-15T13:00:00-12:00", false)]
    public void A_quarantine_ends_with_the_day_of_UTC_wherever_it_is_read(string now, bool holds)
    {
        var clock = new Clock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var text = """
            { "specs": [ { "metric": "iteration/duration", "target": "< 5 ms", "quarantine": { "reason": "moved", "until": "2027-01-15" } } ] }
            """u8.ToArray();

        Assert.AreEqual(holds, SpecFile.Parse("specs.json", text, SpecFileCases.Known, clock).Specs.Single().Quarantine is not null);
        Assert.AreEqual(holds, Planned(clock).Specs.Single().SetAside is not null);
    }

    private static Dictionary<string, string> In(CultureInfo culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return Everything();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static Dictionary<string, string> Everything()
    {
        var registry = new Registry(testList("all",
        [
            workload("Iteration", setup: _ => 0, run: (int _, Sample _) => { }, parameters: [parameter("share", 0.5)]),
            spec("Iteration/duration", P95 < 1234.5.Milliseconds, new() { Parameters = { ["share"] = [-0.25, 1234.5] }, Confidence = 0.995, Timeout = TimeSpan.FromSeconds(1.5), Catches = 1.25 }),
            spec("Iteration/allocated", "p99.9 < 1.5 KB", new() { Samples = 20_000, Quarantine = new("moved", new DateOnly(2999, 1, 15)) }),
        ]));
        var file = new SpecFile("the code", new SuiteSettings(), [], []);
        var plan = RunPlan.Of(file, registry, Selection.All, seed: -7, new DateOnly(2026, 11, 23));
        var broken = SpecFileCases.ParseSpecs("""
            { "ID": "İd", "metric": "ITERATION/duration", "target": "p95 < 1,5 ms", "samples": -1.5, "confidence": 99.5, "timeout": "0.5 ms", "catches": 0.5 },
            { "id": "q", "metric": "iteration/duration", "target": "p99.9 < 0.05 ns", "quarantine": { "reason": "x", "until": "2026-01-15" } },
            { "id": "r", "metric": "orchestrator/duration", "target": "< -1.5 s", "params": { "concurrency": [1.5, 1.5] } }
            """);
        var run = Finished.Run(Finished.Pass("a", 1234.5), Finished.Fail("b"), Finished.Undecided("c"), Finished.Error("d", "no"), Finished.Skipped("e", "later"));
        var results = ResultsFile.Of(run.Result, run.Environment, run.Started);
        return new(StringComparer.Ordinal)
        {
            ["registry"] = string.Join('\n', registry.Problems),
            ["plan"] = string.Join('\n', plan.Specs.Select(spec => $"{spec.FullName} {spec.Spec.Target} {spec.SetAside?.Reason} {spec.Spec.Timeout.Ticks}")),
            ["problems"] = string.Join('\n', broken.Problems.Select(ProblemText.Render)),
            ["schema"] = SpecSchema.Generate(registry.Known),
            ["reference"] = SpecReference.Generate(registry.Known),
            ["codes"] = ErrorCodes.Generate(),
            ["history"] = string.Join('\n', HistoryReport.Lines(HistoryRecord.Of(run, "c0ffee"))),
            ["sentences"] = string.Join('\n', run.Result.Results.Select(result => Words.Sentence(result))),
            ["advice"] = string.Join('\n', run.Result.Results.SelectMany(result => Advice.Of(result, 7, run.Commands)).SelectMany(part => part.Lines.Prepend(part.Heading))),
            ["forecast"] = Shown(console => ForecastReport.Write(console, plan, null)),
            ["baseline"] = string.Join('\n', BaselineReport.Lines(Baseline.Of("before", results, run.Environment), run)),
            ["csv"] = new CsvReport().Text(run),
            ["markdown"] = new MarkdownReport().Text(run),
            ["junit"] = new JunitReport().Text(run),
            ["nunit"] = new NunitReport().Text(run),
            ["openmetrics"] = new OpenMetricsReport().Text(run),
            ["json"] = new JsonReport().Text(run),
            ["html"] = new HtmlReport().Text(run),
        };
    }

    private static string Shown(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        write(console);
        return text.ToString();
    }

    private static RunPlan Planned(TimeProvider clock)
    {
        var today = Days.Today(clock);
        var registry = new Registry(testList("all", [workload("w", _ => { }), spec("w/duration", P95 < 5.Seconds, new() { Quarantine = new("moved", new DateOnly(2027, 1, 15)) })]), today);
        return RunPlan.Of(new SpecFile("the code", new SuiteSettings(), [], []), registry, Selection.All, seed: 1, today);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.CreateCustomTimeZone("test", now.Offset, "test", "test");
    }
}
