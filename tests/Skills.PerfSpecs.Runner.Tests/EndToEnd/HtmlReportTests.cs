using System.Text.RegularExpressions;

namespace Runner.Tests;

/// <summary>The page in a real browser; skipped where there is none.</summary>
[TestClass]
public sealed partial class HtmlReportTests
{
    private const string Specs = """
        { "suite": { "seed": 3 }, "specs": [
          { "id": "kept", "title": "A title", "metric": "preprocessing/allocated", "target": "median < 100 MB" },
          { "id": "broken", "metric": "preprocessing/allocated", "target": "median < 10 B", "tags": ["some-tag"] },
          { "id": "exact", "metric": "context/initial-lines", "target": "exact <= 500 lines" },
          { "id": "a-very-long-name.of-a-spec/that-goes-on-and-on.without-any-place-to-break-it-well", "metric": "preprocessing/allocated", "target": "median < 1000 MB" },
          { "id": "aside", "metric": "events/duration", "target": "p95 < 10 ms", "skip": "a reason" } ] }
        """;

    private const string Names = """[...document.querySelectorAll("#specs > :not([hidden])")].map(spec => spec.querySelector("b").textContent.slice(0, 6))""";
    private const string Open = """[...document.querySelectorAll("#specs > [open]")].map(spec => spec.querySelector("b").textContent.slice(0, 6))""";
    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    private const string Outside = """[...document.querySelectorAll("#specs *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre, svg")).length""";
    private const string Focus = """(document.activeElement.closest("details")?.querySelector("b")?.textContent.slice(0, 6) ?? "") + " " + (document.activeElement.id || document.activeElement.tagName.toLowerCase())""";

    private static Chromium? _browser;
    private static string _folder = "";

    [ClassInitialize]
    public static async Task MakePage(TestContext context)
    {
        _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "specs.json"), Specs, context.CancellationToken);
        var run = await BuiltRunner.Run(_folder, "--html", "report.html", "--json", "results.json");
        Assert.AreEqual(1, run.ExitCode, run.Output + run.Error);
        if (Chromium.Program is { } program)
            _browser = await Chromium.Start(program, Path.Combine(_folder, "profile"));
    }

    [ClassCleanup]
    public static async Task RemoveFolder()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    [DataRow(390, false)]
    [DataRow(390, true)]
    [DataRow(1280, false)]
    [DataRow(1280, true)]
    [DataRow(1920, false)]
    [DataRow(1920, true)]
    public async Task The_page_fits_the_screen_closed_and_open(int width, bool isDark)
    {
        var page = await Show(width, isDark);

        Assert.AreEqual(width, await page.See<int>("innerWidth"));
        Assert.AreEqual(isDark ? "rgb(18, 22, 29)" : "rgb(246, 247, 249)", await page.See<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.AreEqual((0, 0), (await page.See<int>(Overflow), await page.See<int>(Outside)));
        await page.Click("#all");
        await page.See<int>("""[...document.querySelectorAll(".figures")].map(figures => figures.open = true).length""");
        Assert.AreEqual((0, 0), (await page.See<int>(Overflow), await page.See<int>(Outside)));
        Quiet(page);
    }

    [TestMethod]
    public async Task Specs_are_filtered_sorted_and_opened_by_clicks()
    {
        var page = await Show(1280);
        CollectionAssert.AreEqual(new[] { "broken", "kept", "exact", "a-very", "aside" }, await page.See<string[]>(Names));
        CollectionAssert.AreEqual(new[] { "broken" }, await page.See<string[]>(Open));

        await page.Click(".spec.skipped > summary");
        CollectionAssert.AreEqual(new[] { "broken", "aside" }, await page.See<string[]>(Open));
        await page.Click(".chips .pass");
        CollectionAssert.AreEqual(new[] { "broken", "aside" }, await page.See<string[]>(Names));
        await page.Click(".chips .pass");
        await page.Click("#filter");
        await page.Type("some-tag");
        CollectionAssert.AreEqual(new[] { "broken" }, await page.See<string[]>(Names));
        await page.Type(" and nothing else");
        Assert.IsEmpty(await page.See<string[]>(Names));
        Assert.IsTrue(await page.See<bool>("""document.getElementById("none").checkVisibility()"""));
        await page.See<string>("""(filter => { filter.select(); return ""; })(document.getElementById("filter"))""");
        await page.Type("preprocessing");
        CollectionAssert.AreEqual(new[] { "broken", "kept", "a-very" }, await page.See<string[]>(Names));
        await page.Click("#all");
        Assert.HasCount(5, await page.See<string[]>(Open));
        await page.Click("#all");
        Assert.IsEmpty(await page.See<string[]>(Open));
        Quiet(page);
    }

    [TestMethod]
    public async Task Everything_is_reached_and_used_by_keys_alone_with_the_focus_in_sight()
    {
        var page = await Show(1280);

        await Tab(page, " filter");
        await page.Type("e");
        CollectionAssert.AreEqual(new[] { "broken", "kept", "exact", "a-very", "aside" }, await page.See<string[]>(Names));
        await Tab(page, " button");
        await page.Press(" ");
        CollectionAssert.AreEqual(new[] { "kept", "exact", "a-very", "aside" }, await page.See<string[]>(Names));
        await page.Press("Enter");
        await Tab(page, " button", " button", " sort");
        await page.Press("ArrowDown");
        CollectionAssert.AreEqual(new[] { "a-very", "aside", "broken", "exact", "kept" }, await page.See<string[]>(Names));
        await page.Press("ArrowDown");
        var byRoom = await page.See<string[]>(Names);
        Assert.AreEqual(("broken", "aside"), (byRoom[0], byRoom[^1]));
        await Tab(page, " all", "broken summary");
        await page.Press("Enter");
        Assert.IsEmpty(await page.See<string[]>(Open));
        await page.Press(" ");
        CollectionAssert.AreEqual(new[] { "broken" }, await page.See<string[]>(Open));
        Quiet(page);
    }

    [TestMethod]
    public async Task Paper_has_no_controls_and_leaves_out_nothing_that_a_filter_hid()
    {
        var page = await Show(1280, isDark: true);
        await page.Click(".chips .pass");
        await page.Media("print", isDark: true);

        Assert.IsFalse(await page.See<bool>("""document.getElementById("controls").checkVisibility()"""));
        Assert.AreEqual(5, await page.See<int>("""[...document.querySelectorAll(".spec")].filter(spec => spec.checkVisibility()).length"""));
        Assert.AreEqual("rgb(255, 255, 255)", await page.See<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.AreEqual("rgb(0, 0, 0)", await page.See<string>("getComputedStyle(document.body).color"));
        Quiet(page);
    }

    [TestMethod]
    public async Task Every_plot_has_a_name_for_those_who_do_not_see_it()
    {
        var page = await Show(1280);

        Assert.IsGreaterThan(4, await page.See<int>("""document.querySelectorAll("svg[role=img]").length"""));
        Assert.AreEqual(0, await page.See<int>("""[...document.querySelectorAll("svg")].filter(plot => plot.getAttribute("role") !== "img" || !plot.getAttribute("aria-label")).length"""));
    }

    [TestMethod]
    public async Task A_stored_run_makes_the_same_page_but_for_what_is_kept_in_words()
    {
        var run = await BuiltRunner.Run(_folder, "report", "results.json", "--html", "again.html", "--junit-summary", "again.xml");

        Assert.AreEqual(0, run.ExitCode, run.Output + run.Error);
        StringAssert.Matches(run.Output, new(@"again\.html: 5 specs: 3 passed, \d of them weak, 1 failed, 1 skipped"));
        var (first, again) = (await File.ReadAllTextAsync(Path.Combine(_folder, "report.html")), await File.ReadAllTextAsync(Path.Combine(_folder, "again.html")));
        CollectionAssert.AreEqual(Figures().Matches(first).Select(figure => figure.Value).ToList(), Figures().Matches(again).Select(figure => figure.Value).ToList());
        Assert.IsTrue(File.Exists(Path.Combine(_folder, "again.xml")));
    }

    private static Task<ChromiumPage> Show(int width, bool isDark = false)
    {
        if (_browser is null)
            Assert.Inconclusive("No Chromium is on the PATH or named by the variable CHROMIUM.");
        return ChromiumPage.Open(_browser, new Uri(Path.Combine(_folder, "report.html")), width, isDark);
    }

    private static async Task Tab(ChromiumPage page, params string[] stops)
    {
        foreach (var stop in stops)
        {
            await page.Press("Tab");
            Assert.AreEqual(stop, await page.See<string>(Focus));
            Assert.AreEqual("solid", await page.See<string>("getComputedStyle(document.activeElement).outlineStyle"), stop);
        }
    }

    private static void Quiet(ChromiumPage page)
    {
        Assert.IsEmpty(page.Errors);
        Assert.AreEqual(new Uri(Path.Combine(_folder, "report.html")).AbsoluteUri, page.Requests.Single());
    }

    [GeneratedRegex("<figure>.*?</figure>", RegexOptions.Singleline)]
    private static partial Regex Figures();
}
