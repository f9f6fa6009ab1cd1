using PerfSpecs.CommandLine;
using PerfSpecs.Running;
using static PerfSpecs.Dsl;

namespace PerfSpecs.Tests;

/// <summary>Every option with every verb: accepted where the verb heeds it, and refused elsewhere.</summary>
[TestClass]
public sealed class OptionTableTests
{
    private const string Select = "--specs --filter --filter-test-list --filter-test-case --run --tag --colours";
    private const string Measure = "--seed --debug --no-spinner";
    private const string Reports = "--json --html --csv --markdown --junit-summary --nunit-summary --openmetrics";

    private static readonly Dictionary<string, string> Heeded = new(StringComparer.Ordinal)
    {
        ["run"] = $"{Select} {Measure} {Reports} --summary --strict --history --baseline --extend --list-tests --dry-run --profile --profile-folder --stress "
            + "--stress-timeout --stress-memory-limit --fail-on-focused-tests --sequenced --summary-location --join-with --allow-duplicate-names",
        ["check"] = $"{Select} --history",
        ["plan"] = Select,
        ["selftest"] = $"{Select} {Measure} --summary --live",
        ["explain"] = $"--specs --colours {Measure} --strict",
        ["judge"] = "--specs --colours --strict",
        ["report"] = $"--specs {Reports} --history",
        ["calibrate"] = $"{Select} {Measure} {Reports} --summary --history --baseline --catch --out --apply",
        ["ratchet"] = $"{Select} --headroom --out --apply",
        ["history"] = "--history",
        ["watch"] = $"{Select} {Measure} --summary",
        ["schema"] = "",
        ["completion"] = "",
    };

    private static readonly Dictionary<string, string[]> Arguments = new(StringComparer.Ordinal)
    {
        ["explain"] = ["id"],
        ["judge"] = ["results.json"],
        ["report"] = ["results.json"],
        ["completion"] = ["bash"],
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["--colours"] = "8",
        ["--join-with"] = ".",
        ["--fail-on-focused-tests"] = "true",
    };

    private static readonly string[] Flags =
        ["--strict", "--list-tests", "--dry-run", "--live", "--sequenced", "--summary", "--summary-location", "--debug", "--no-spinner", "--allow-duplicate-names", "--apply"];

    private static readonly Test Tests = workload("w", _ => { });

    private static readonly IReadOnlyList<string> All = [.. Heeded.Values.SelectMany(options => options.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    public static IEnumerable<object[]> Verbs => Heeded.Keys.Select(verb => new object[] { verb });

    [TestMethod]
    [DynamicData(nameof(Verbs))]
    public void A_verb_takes_the_options_that_it_heeds_and_refuses_the_others_by_name(string verb)
    {
        var heeded = Heeded[verb].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var option in All.Where(option => option is not "--allow-duplicate-names"))
        {
            string[] words = Flags.Contains(option) ? [option] : [option, Values.GetValueOrDefault(option, "2")];
            AssertErrors(heeded.Contains(option), verb, option, [verb, .. Arguments.GetValueOrDefault(verb, []), .. words]);
            // Options of the default verb may come first, where the verb that follows heeds them as well.
            if (Heeded["run"].Split(' ').Contains(option) && option is not ("--run" or "--tag"))
                AssertErrors(heeded.Contains(option), verb, option, [.. words, verb, .. Arguments.GetValueOrDefault(verb, [])]);
        }
    }

    [TestMethod]
    public void The_help_of_each_verb_lists_what_it_heeds_and_nothing_else()
    {
        var verbs = SpecConsole.Parse([], Tests).RootCommandResult.Command;
        foreach (var (verb, options) in Heeded)
        {
            CollectionAssert.AreEquivalent(
                options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                verbs.Subcommands.Single(command => command.Name == verb).Options.Select(option => option.Name).ToList(),
                verb);
        }

        CollectionAssert.AreEquivalent(Heeded.Keys, verbs.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList());
        CollectionAssert.AreEquivalent(
            $"{Heeded["run"]} --help --version".Split(' '),
            verbs.Options.Select(option => option.Name).ToList());
    }

    [TestMethod]
    [DataRow("selftset", "unknown verb \"selftset\"; did you mean \"selftest\"?")]
    [DataRow("dance", "unknown verb \"dance\"; the verbs are run, check, plan,")]
    [DataRow("--tagg plan", "unknown option \"--tagg\"; did you mean \"--tag\"?")]
    [DataRow("--tagg=plan", "unknown option \"--tagg\"; did you mean \"--tag\"?")]
    [DataRow("selftest --lvie", "unknown option \"--lvie\"; did you mean \"--live\"?")]
    [DataRow("judge r.json --hedroom 2", "unknown option \"--hedroom\"; did you mean \"--headroom\"?")]
    [DataRow("judge r.json --something 2", "unknown option \"--something\"; judge takes --specs, --strict, --colours.")]
    [DataRow("selftest --json x", "selftest does not take --json; selftest takes --specs, --filter,")]
    [DataRow("schema --html x", "schema does not take --html; schema takes no options.")]
    [DataRow("check file", "check takes no further argument \"file\".")]
    [DataRow("--colours 7", "--colours takes 0, 8 or 256.")]
    [DataRow("--allow-duplicate-names", "--allow-duplicate-names is refused")]
    public void A_mistake_is_one_sentence_with_what_was_meant_or_what_is_known(string line, string sentence)
    {
        var errors = Errors(line.Split(' '));
        Assert.HasCount(1, errors, string.Join('\n', errors));
        Assert.StartsWith(sentence, errors[0]);
    }

    [TestMethod]
    public void All_mistakes_of_a_command_line_are_shown_at_once() =>
        Assert.HasCount(3, Errors("watch", "--html", "x", "--tagg", "y", "--colours", "7"));

    [TestMethod]
    public void American_colors_are_taken_as_well() => Assert.IsEmpty(Errors("--colors", "8"));

    [TestMethod]
    public async Task A_refused_option_exits_5() =>
        Assert.AreEqual((int)ExitCode.Invalid, await SpecConsole.Run(["selftest", "--json", "x"], Tests));

    private static void AssertErrors(bool isHeeded, string verb, string option, string[] args)
    {
        var errors = Errors(args);
        var shown = $"{string.Join(' ', args)}: {string.Join('\n', errors)}";
        if (isHeeded)
            Assert.IsEmpty(errors, shown);
        else
            Assert.IsTrue(errors.Any(error => error.StartsWith($"{verb} does not take {option}; {verb} takes ", StringComparison.Ordinal)), shown);
    }

    private static IReadOnlyList<string> Errors(params string[] args) => new UsageErrors(SpecConsole.Parse(args, Tests)).All;
}
