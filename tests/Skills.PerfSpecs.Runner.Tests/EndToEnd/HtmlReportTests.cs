using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Runner.Tests;

/// <summary>The page in a real browser; skipped where there is none.</summary>
[TestClass]
public sealed partial class HtmlReportTests
{
    private const string Specs = """
        { "suite": { "seed": 3 }, "specs": [
          { "id": "kept", "title": "A title", "metric": "preprocessing/duration", "target": "median < 100 ms" },
          { "id": "broken", "metric": "preprocessing/duration", "target": "median < 10 ns", "tags": ["some-tag"] },
          { "id": "exact", "metric": "context/initial-lines", "target": "exact <= 500 lines" },
          { "id": "a-very-long-name.of-a-spec/that-goes-on-and-on.without-any-place-to-break-it-well", "metric": "preprocessing/duration", "target": "median < 1 s" },
          { "id": "aside", "metric": "events/duration", "target": "p95 < 10 ms", "skip": "a reason" } ] }
        """;

    /// <summary>Uses the page as a person does, and notes what is to be seen.</summary>
    private const string Use = """
        <script>
        const seen = { errors: errors, width: innerWidth, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth };
        const names = () => [...document.querySelectorAll("#specs > :not([hidden])")].map(spec => spec.querySelector("b").textContent.slice(0, 6));
        const type = text => { const box = document.getElementById("filter"); box.value = text; box.dispatchEvent(new Event("input")); };
        seen.all = names();
        seen.open = [...document.querySelectorAll("#specs > [open]")].map(spec => spec.querySelector("b").textContent);
        type("some-tag"); seen.tag = names();
        type("no such spec"); seen.none = names(); seen.said = !document.getElementById("none").hidden;
        type("");
        const chip = document.querySelector(".chips .pass"); chip.click(); seen.withoutPasses = names(); chip.click();
        const sort = document.getElementById("sort"); sort.value = "name"; sort.dispatchEvent(new Event("change")); seen.byName = names();
        sort.value = "room"; sort.dispatchEvent(new Event("change")); seen.byRoom = names();
        document.getElementById("all").click();
        seen.allOpen = document.querySelectorAll("#specs > [open]").length;
        seen.overflowOpen = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        seen.outside = [...document.querySelectorAll("#specs *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre, svg")).length;
        seen.keys = [...document.querySelectorAll("summary, button, input, select")].every(one => one.tabIndex >= 0);
        seen.unnamed = [...document.querySelectorAll("svg")].filter(plot => !plot.getAttribute("aria-label")).length;
        seen.dark = getComputedStyle(document.body).backgroundColor;
        document.body.append(Object.assign(document.createElement("pre"), { id: "seen", textContent: JSON.stringify(seen) }));
        </script>
        """;

    private static readonly string? Browser = new[] { "chromium", "chromium-browser", "google-chrome" }
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static string _folder = "";

    [ClassInitialize]
    public static async Task MakePage(TestContext context)
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "specs.json"), Specs, context.CancellationToken);
        var run = await BuiltRunner.Run(_folder, "--html", "report.html", "--json", "results.json");
        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
    }

    [ClassCleanup]
    public static void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(390, false)]
    [DataRow(1280, false)]
    [DataRow(1920, true)]
    public async Task The_page_filters_sorts_opens_and_fits(int width, bool isDark)
    {
        var seen = await Look(width, isDark);

        CollectionAssert.AreEqual(Array.Empty<string>(), Texts(seen, "errors"));
        Assert.AreEqual((0, 0, 0), (Number(seen, "overflow"), Number(seen, "overflowOpen"), Number(seen, "outside")));
        CollectionAssert.AreEqual(new[] { "broken", "kept", "exact", "a-very", "aside" }, Texts(seen, "all"));
        CollectionAssert.AreEqual(new[] { "broken" }, Texts(seen, "open"));
        CollectionAssert.AreEqual(new[] { "broken" }, Texts(seen, "tag"));
        Assert.IsEmpty(Texts(seen, "none"));
        Assert.IsTrue(seen.GetProperty("said").GetBoolean());
        CollectionAssert.AreEqual(new[] { "broken", "aside" }, Texts(seen, "withoutPasses"));
        CollectionAssert.AreEqual(new[] { "a-very", "aside", "broken", "exact", "kept" }, Texts(seen, "byName"));
        Assert.AreEqual(("broken", "aside"), (Texts(seen, "byRoom")[0], Texts(seen, "byRoom")[^1]));
        Assert.AreEqual((5, 0), (Number(seen, "allOpen"), Number(seen, "unnamed")));
        Assert.IsTrue(seen.GetProperty("keys").GetBoolean());
        Assert.AreEqual(isDark ? "rgb(18, 22, 29)" : "rgb(246, 247, 249)", seen.GetProperty("dark").GetString());
    }

    [TestMethod]
    public async Task A_stored_run_makes_the_same_page_but_for_what_is_kept_in_words()
    {
        var run = await BuiltRunner.Run(_folder, "report", "results.json", "--html", "again.html", "--junit-summary", "again.xml");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Contains(run.Output, "again.html: 5 specs: 3 passed, 1 failed, 1 skipped");
        var (first, again) = (await File.ReadAllTextAsync(Path.Combine(_folder, "report.html")), await File.ReadAllTextAsync(Path.Combine(_folder, "again.html")));
        CollectionAssert.AreEqual(Figures().Matches(first).Select(figure => figure.Value).ToList(), Figures().Matches(again).Select(figure => figure.Value).ToList());
        Assert.IsTrue(File.Exists(Path.Combine(_folder, "again.xml")));
    }

    private static async Task<JsonElement> Look(int width, bool isDark)
    {
        if (Browser is null)
            Assert.Inconclusive("No Chromium is on the PATH.");
        var page = (await File.ReadAllTextAsync(Path.Combine(_folder, "report.html")))
            .Replace("<head>", "<head><script>const errors = []; addEventListener(\"error\", e => errors.push(e.message));</script>", StringComparison.Ordinal)
            .Replace("</body>", Use + "</body>", StringComparison.Ordinal);
        var file = Path.Combine(_folder, $"look-{width}.html");
        await File.WriteAllTextAsync(file, page);
        var start = new ProcessStartInfo(Browser) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in new[] { "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={Path.Combine(_folder, $"profile-{width}")}", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", $"--window-size={width},900", "--dump-dom", new Uri(file).AbsoluteUri })
            start.ArgumentList.Add(arg);
        using var browser = Process.Start(start)!;
        var errors = browser.StandardError.ReadToEndAsync();
        var dom = await browser.StandardOutput.ReadToEndAsync();
        await browser.WaitForExitAsync();
        var found = Seen().Match(dom);
        Assert.IsTrue(found.Success, await errors);
        return JsonDocument.Parse(WebUtility.HtmlDecode(found.Groups["json"].Value)).RootElement;
    }

    private static string[] Texts(JsonElement seen, string name) => [.. seen.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static int Number(JsonElement seen, string name) => seen.GetProperty(name).GetInt32();

    [GeneratedRegex("<pre id=\"seen\">(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Seen();

    [GeneratedRegex("<figure>.*?</figure>", RegexOptions.Singleline)]
    private static partial Regex Figures();
}
