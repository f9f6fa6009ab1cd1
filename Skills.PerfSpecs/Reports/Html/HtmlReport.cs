using System.Globalization;
using System.Reflection;
using System.Text;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports.Html;

/// <summary>The run as one page that needs no network: what was judged, how it came about, and the raw results.</summary>
/// <remarks>
/// The plots are drawn here, as SVG: they are there without scripts, in print, and under any content policy, for a few KB a spec.
/// A plotting library in the page would weigh 50 KB (and draw nothing without scripts) to several MB.
/// </remarks>
public sealed class HtmlReport : TextReport
{
    private static readonly string Style = Read("report.css");
    private static readonly string Script = Read("report.js");

    // What passes needs no reading: it comes last.
    private static readonly Finding[] Order =
        [Finding.Fail, Finding.Error, Finding.Warning, Finding.Inconclusive, Finding.Unfit, Finding.Info, Finding.Pass, Finding.Quarantined, Finding.Skipped];

    /// <inheritdoc/>
    protected override void Write(FinishedRun run, TextWriter text)
    {
        var html = new HtmlText(text);
        html.Raw("<!doctype html>\n");
        using (html.In("html", ("lang", "en")))
        {
            Head(html, run);
            using (html.In("body"))
            {
                Header(html, run);
                using (html.In("main"))
                {
                    Controls(html, run);
                    using (html.In("div", ("id", "specs")))
                    {
                        foreach (var (result, order) in run.Result.Results.OrderBy(result => Array.IndexOf(Order, Findings.Of(result))).Select((result, order) => (result, order)))
                            SpecSection.Write(html, result, run, order);
                    }

                    html.Element("p", "No budget is selected by this filter.", ("id", "none"), ("hidden", ""), ("role", "status"));
                    Surroundings(html, run);
                }

                Results(html, run);
                html.Raw($"<script>{Script}</script>");
            }
        }

        html.Line();
    }

    private static void Head(HtmlText html, FinishedRun run)
    {
        using (html.In("head"))
        {
            html.Empty("meta", ("charset", "utf-8"));
            html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Element("title", $"PerfSpecs: {Words.Tally(run.Result)}");
            html.Raw($"<style>{Style}</style>");
        }

        html.Line();
    }

    private static void Header(HtmlText html, FinishedRun run)
    {
        var result = run.Result;
        var broken = result.Results.Count(one => run.OutcomeOf(one) is Outcome.Failed or Outcome.Errored);
        using (html.In("header"))
        {
            html.Element("p", "PerfSpecs", ("class", "brand"));
            html.Element("h1", Headline(result, broken), ("class", broken is 0 && !result.IsCancelled ? "good" : "bad"));
            html.Element("p", Words.Tally(result), ("class", "tally"));
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{run.Started:yyyy-MM-dd HH:mm zzz} · {result.Plan.File} · seed {result.Plan.Seed} · the chance that any budget fails wrongly is at most {Format.Percent(result.Plan.Suite.FalseAlarmRate)}"), ("class", "facts"));
        }

        html.Line();
    }

    private static string Headline(RunResult result, int broken)
    {
        var broke = broken is 0 ? "No budget is broken" : Words.Count(broken, "budget is broken", "budgets are broken");
        return result.IsCancelled ? $"The run was cancelled: {char.ToLowerInvariant(broke[0])}{broke[1..]} so far" : broke;
    }

    private static void Controls(HtmlText html, FinishedRun run)
    {
        using (html.In("form", ("id", "controls"), ("role", "search"), ("aria-label", "Budgets")))
        {
            html.Empty("input", ("type", "search"), ("id", "filter"), ("placeholder", "Filter by name, metric or tag"), ("aria-label", "Filter by name, metric or tag"));
            using (html.In("span", ("class", "chips"), ("role", "group"), ("aria-label", "Verdicts")))
            {
                foreach (var group in run.Result.Results.GroupBy(Findings.Of).OrderBy(group => Array.IndexOf(Order, group.Key)))
                    html.Element("button", group.Key.Count(group.Count()), ("type", "button"), ("class", group.Key.Word()), ("data-verdict", group.Key.Word()), ("aria-pressed", "true"));
            }

            using (html.In("label"))
            {
                html.Text("Sort by ");
                using (html.In("select", ("id", "sort")))
                {
                    html.Element("option", "verdict", ("value", "order"));
                    html.Element("option", "name", ("value", "name"));
                    html.Element("option", "least room", ("value", "room"));
                }
            }

            html.Element("button", "Open all", ("type", "button"), ("id", "all"), ("aria-expanded", "false"));
        }

        html.Line();
    }

    private static void Surroundings(HtmlText html, FinishedRun run)
    {
        var environment = run.Environment;
        (string Name, string? Value)[] facts =
        [
            ("PerfSpecs", run.Tool),
            ("Commit", run.Commit),
            ("Build", environment.Configuration),
            ("Runtime", environment.Runtime),
            ("Compiler", environment.Jit),
            ("Garbage collector", environment.GarbageCollector),
            ("System", $"{environment.OperatingSystem}, {environment.Architecture}"),
            ("Processor", environment.Processor),
            ("Cores", environment.Cores.ToString(CultureInfo.InvariantCulture)),
            ("State at the start", environment.Machine.ToString()),
            ("Machine", Words.Machine(run.Result.Machine, environment.Machine, environment.Cores)),
            ("Canary", string.Create(CultureInfo.InvariantCulture, $"{run.Result.Machine.Disturbed} of {run.Result.Machine.Beats} beats disturbed, spread {Format.Percent(Math.Round(run.Result.Machine.Spread, 3))}")),
        ];
        using (html.In("section", ("class", "environment")))
        {
            html.Element("h2", "Where it ran");
            foreach (var doubt in environment.Doubts())
                html.Element("p", doubt, ("class", "doubt"));
            using (html.In("dl"))
            {
                foreach (var (name, value) in facts.Where(fact => !string.IsNullOrEmpty(fact.Value)))
                {
                    html.Element("dt", name);
                    html.Element("dd", value!);
                }
            }
        }

        html.Line();
    }

    // Only these characters could end the element, and JSON may write each of them otherwise.
    private static void Results(HtmlText html, FinishedRun run)
    {
        using var json = new MemoryStream();
        new JsonReport().Write(run, json);
        var text = Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length)
            .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);
        html.Raw($"<script type=\"application/json\" id=\"results\">{text}</script>\n");
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
