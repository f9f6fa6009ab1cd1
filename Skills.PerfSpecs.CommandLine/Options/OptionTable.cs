using System.CommandLine;
using System.CommandLine.Parsing;
using PerfSpecs.Reports;
using PerfSpecs.Reports.Html;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>The one table of options: name, help, type, and the verbs that heed it; folded into <see cref="RunnerOptions"/>.</summary>
internal sealed class OptionTable
{
    private readonly Option<string?> _specs = PathOption.Of("--specs", "The specs file (default: specs.json, looked for from here upwards).", "FILE");
    private readonly Option<string?> _filter = new("--filter") { Description = "Select by the beginning of the full name, such as skills/loop.", HelpName = "PATH" };
    private readonly Option<string[]> _run = new("--run") { Description = "Select specs by id or full name; * globs.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _tag = new("--tag") { Description = "Select specs that have any of these tags.", HelpName = "TAG", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _seed = new("--seed") { Description = "The seed of generated inputs and random orders.", HelpName = "N" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Fail where a verdict is inconclusive (exit 3)." };
    private readonly IReadOnlyList<(Option<string?> Option, IReportWriter Writer)> _reports =
    [
        (File("--json", "Write the results with every raw sample."), new JsonReport()),
        (File("--html", "Write a page to look at, in one file."), new HtmlReport()),
        (File("--csv", "Write the samples as a table, one row a sample."), new CsvReport()),
        (File("--markdown", "Write a report for a pull request."), new MarkdownReport()),
        (File("--junit-summary", "Write the verdicts as JUnit XML."), new JunitReport()),
        (File("--nunit-summary", "Write the verdicts as NUnit 3 XML."), new NunitReport()),
        (File("--openmetrics", "Write the values and verdicts as OpenMetrics text."), new OpenMetricsReport()),
    ];

    private readonly Option<string?> _history = PathOption.Of("--history", "Append the results to the history in this folder; the verb history shows it.", "FOLDER");
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Compare the values with those of a file that --json wrote, or of a commit in the --history.", HelpName = "FILE|REF" };
    private readonly Option<bool> _list = new("--list-tests") { Description = "List the selected specs and run none." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan (as the verb plan does) and measure nothing." };
    private readonly Option<bool> _summary = new("--summary") { Description = "List the names by verdict at the end." };
    private readonly Option<bool> _debug = new("--debug") { Description = "Also show mean, standard deviation, minimum and maximum." };
    private readonly Option<bool> _noSpinner = new("--no-spinner") { Description = "No moving lines, even on a terminal." };

    private readonly Option<bool> _live = new("--live") { Description = "With selftest: also make the workloads really worse." };
    private readonly Option<string?> _extend = PathOption.Of("--extend", "Go on with a run that was cut short: its stored samples count first.", "RESULTS");

    private readonly Option<string?> _filterList = new("--filter-test-list") { Description = "Select the specs of lists with this in their name.", HelpName = "PART" };
    private readonly Option<string?> _filterCase = new("--filter-test-case") { Description = "Select the specs with this in their id.", HelpName = "PART" };
    private readonly Option<double?> _stress = new("--stress") { Description = "Soak: run the specs in random order for so many minutes, to find what throws, hangs or leaks.", HelpName = "MIN" };
    private readonly Option<double> _stressTimeout = new("--stress-timeout") { Description = "Minutes that one spec may take before the soak counts as hung.", HelpName = "MIN", DefaultValueFactory = _ => 5 };
    private readonly Option<int?> _stressMemory = new("--stress-memory-limit") { Description = "Megabytes that the process may hold during a soak.", HelpName = "MB" };
    private readonly Option<bool?> _failOnFocused = new("--fail-on-focused-tests") { Description = "Refuse to run where a spec or workload is focused (default where CI is set).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _profile = new("--profile") { Description = "Profile one spec's workload, once it is warm, in a process of its own; judge nothing.", HelpName = "ID" };
    private readonly Option<string?> _profileFolder = PathOption.Of("--profile-folder", "Where --profile leaves its files.", "FOLDER", otherwise: "TestResults/profiles");
    private readonly Option<bool> _sequenced = new("--sequenced") { Description = "One workload after the other, instead of taking turns." };
    private readonly Option<bool> _summaryLocation = new("--summary-location") { Description = "List the names by verdict at the end, with their lines in the specs file." };
    private readonly Option<string> _joinWith = new("--join-with") { Description = "What joins the parts of a name: / or .", HelpName = "SEP", DefaultValueFactory = _ => "/" };
    private readonly Option<int?> _colours = new("--colours") { Description = "Colours of the terminal: 0, 8 or 256 (default: what it can do).", HelpName = "N" };
    private readonly Option<bool> _duplicates = new("--allow-duplicate-names") { Description = "Refused: an id is a spec's identity in filters, histories and results." };

    public OptionTable(Test tests)
    {
        Completions = new SpecCompletions(tests, _specs);
        foreach (var option in (Option[])[_run, _filterCase, _profile])
            option.CompletionSources.Add(Completions.Ids);
        _tag.CompletionSources.Add(Completions.Tags);
        _colours.Aliases.Add("--colors");
        // A flag takes no value, so that a shell may go on with the next word.
        foreach (var flag in Entries.Select(entry => entry.Option).OfType<Option<bool>>())
            flag.Arity = ArgumentArity.Zero;
        _joinWith.AcceptOnlyFromAmong("/", ".");
        _colours.Validators.Add(result => Require(result, result.GetValueOrDefault<int?>() is null or 0 or 8 or 256, "--colours takes 0, 8 or 256."));
        _stress.Validators.Add(result => Require(result, result.GetValueOrDefault<double?>() is > 0, "--stress takes a number of minutes above 0."));
        _duplicates.Validators.Add(result => Require(result, result.Implicit, "--allow-duplicate-names is refused: an id is a spec's identity in filters, histories and results. Give each spec its own \"id\"."));
    }

    /// <summary>What a shell may offer of the specs file.</summary>
    public SpecCompletions Completions { get; }

    /// <summary>Every option with the verbs that heed it, in the order of the help.</summary>
    public IEnumerable<(Option Option, Verbs Verbs)> Entries =>
    [
        (_specs, Verbs.Loading | Verbs.Report),
        (_filter, Verbs.Selecting),
        (_filterList, Verbs.Selecting),
        (_filterCase, Verbs.Selecting),
        (_run, Verbs.Selecting),
        (_tag, Verbs.Selecting),
        (_seed, Verbs.Measuring),
        (_strict, Verbs.Run | Verbs.Explain | Verbs.Judge),
        .. _reports.Select(report => ((Option)report.Option, Verbs.Run | Verbs.Calibrate | Verbs.Report)),
        (_history, Verbs.Run | Verbs.Check | Verbs.Calibrate | Verbs.Report | Verbs.History),
        (_baseline, Verbs.Run | Verbs.Calibrate),
        (_extend, Verbs.Run),
        (_list, Verbs.Run),
        (_dryRun, Verbs.Run),
        (_profile, Verbs.Run),
        (_profileFolder, Verbs.Run),
        (_live, Verbs.SelfTest),
        (_stress, Verbs.Run),
        (_stressTimeout, Verbs.Run),
        (_stressMemory, Verbs.Run),
        (_failOnFocused, Verbs.Run),
        (_sequenced, Verbs.Run),
        (_summary, Verbs.Measuring & ~Verbs.Explain),
        (_summaryLocation, Verbs.Run),
        (_joinWith, Verbs.Run),
        (_debug, Verbs.Measuring),
        (_noSpinner, Verbs.Measuring),
        (_colours, Verbs.Loading),
        (_duplicates, Verbs.Run),
    ];

    /// <summary>The options that a verb heeds.</summary>
    public IEnumerable<Option> Of(Verbs verb) => Entries.Where(entry => entry.Verbs.HasFlag(verb)).Select(entry => entry.Option);

    /// <summary>The command line as a record; what the verb does not take has its default.</summary>
    public RunnerOptions Read(ParseResult parsed) => new(
        parsed.GetValue(_specs),
        new Selection { Filter = parsed.GetValue(_filter), List = parsed.GetValue(_filterList), Case = parsed.GetValue(_filterCase), Run = parsed.GetValue(_run) ?? [], Tags = parsed.GetValue(_tag) ?? [] },
        parsed.GetValue(_seed),
        parsed.GetValue(_strict),
        [.. from report in _reports let path = parsed.GetValue(report.Option) where !string.IsNullOrEmpty(path) select new ReportOrder(report.Option.Name, report.Writer, path)],
        parsed.GetValue(_history),
        parsed.GetValue(_baseline),
        parsed.GetValue(_list),
        parsed.GetValue(_dryRun),
        parsed.GetValue(_live),
        parsed.GetValue(_extend),
        parsed.GetValue(_stress) is { } minutes ? new StressOptions(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(parsed.GetValue(_stressTimeout)), parsed.GetValue(_stressMemory)) : null,
        parsed.GetResult(_failOnFocused) is null ? Environment.GetEnvironmentVariable("CI") is not (null or "" or "false" or "0") : parsed.GetValue(_failOnFocused) ?? true,
        parsed.GetValue(_sequenced),
        parsed.GetValue(_profile),
        parsed.GetValue(_profileFolder) ?? "",
        parsed.GetValue(_summary),
        parsed.GetValue(_summaryLocation),
        (parsed.GetValue(_joinWith) ?? "/")[0],
        parsed.GetValue(_debug),
        parsed.GetValue(_noSpinner),
        parsed.GetValue(_colours));

    private static void Require(OptionResult option, bool isMet, string otherwise)
    {
        if (!isMet)
            option.AddError(otherwise);
    }

    private static Option<string?> File(string name, string description) => PathOption.Of(name, description, "FILE");
}
