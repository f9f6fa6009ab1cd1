namespace PerfSpecs.SpecFiles;

/// <summary>Every property that a specs file may have: the one table that its reader and its schema share.</summary>
internal static class SpecProperties
{
    public static Property<double> FalseAlarmRate { get; } = new("falseAlarmRate", new ShareShape("falseAlarmRate", 0.5, WithMost: true, ProblemCodes.FalseAlarmOutOfRange),
        "The chance that any spec of the suite fails although its code keeps the target.")
    { Default = "\"1%\"", Examples = ["\"1%\"", "0.01"] };

    public static Property<bool> Inconclusive { get; } = new("inconclusive", new WordShape<bool>("way to take an inconclusive verdict", [("warn", false), ("fail", true)]),
        "Whether a verdict that is not certain at the cap of its samples fails the run or only warns.")
    { Default = "\"warn\"" };

    public static Property<int> Seed { get; } = new("seed", new IntegerShape("seed", int.MinValue, int.MaxValue, ProblemCodes.OutOfRange),
        "The seed of generated inputs and of every random order; drawn and printed where none is stated.")
    { Examples = ["20261123"] };

    public static Property<TimeSpan> MaxTime { get; } = new("maxTime", new DurationShape("maxTime", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
        "The limit of the whole run.")
    { Examples = ["\"5 min\""] };

    public static Property<int> Samples { get; } = new("samples", new IntegerShape("samples", 1, 1_000_000, ProblemCodes.SamplesOutOfRange),
        "The most samples that are taken; a verdict stops as soon as it is certain. Where none is stated, what fits into about a second: 200 to 1,000.")
    { Examples = ["100"] };

    public static Property<double> Confidence { get; } = new("confidence", new ShareShape("confidence", 1, WithMost: false, ProblemCodes.ConfidenceOutOfRange),
        "How sure one verdict is of a pass.")
    { Default = "\"99%\"", Examples = ["\"99%\"", "0.999"] };

    public static Property<int?> Warmup { get; } = new("warmup", new WarmupShape(100_000),
        "Runs before the first counted sample: a number, or \"auto\" for the runner's rule.")
    { Default = "\"auto\"", Examples = ["\"auto\"", "10"] };

    public static Property<int> Launches { get; } = new("launches", new IntegerShape("launches", 1, 100, ProblemCodes.OutOfRange),
        "The processes that the samples are spread over.")
    { Default = "1", Examples = ["20"] };

    public static Property<StopRule> Stop { get; } = new("stop", new WordShape<StopRule>("stop rule", [("when-certain", StopRule.WhenCertain), ("never", StopRule.Never)]),
        "Whether sampling ends at the first certain verdict, or takes every sample.")
    { Default = "\"when-certain\"" };

    public static Property<TimeSpan> Timeout { get; } = new("timeout", new DurationShape("timeout", TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1)),
        "The limit of one sample.")
    { Default = "\"60 s\"", Examples = ["\"500 ms\"", "\"2 min\""] };

    public static Property<Severity> Severity { get; } = new("severity", new WordShape<Severity>("severity", [("error", PerfSpecs.Severity.Error), ("warning", PerfSpecs.Severity.Warning), ("info", PerfSpecs.Severity.Info)]),
        "What a failure does to the run: it fails it, warns, or informs.")
    { Default = "\"error\"" };

    public static Property<IReadOnlyList<string>> Tags { get; } = new("tags", new ListShape<string>("tags", new NameShape("the tag")),
        "Words to select specs by; they become test categories.")
    { Default = "[]", Examples = ["[\"plan\"]"] };

    public static Property<string> Id { get; } = new("id", new NameShape("the id"),
        "The test's identity everywhere; the metric where none is stated. Parameters are added as id[concurrency:100].")
    { Examples = ["\"iteration-overhead\""] };

    public static Property<string> Title { get; } = new("title", new TextShape("title"),
        "What is measured, in words.")
    { Examples = ["\"One ReAct iteration, model time excluded\""] };

    public static Property<Metric> Metric { get; } = new("metric", new MetricShape("metric"),
        "What is measured: workload/measure.")
    { Required = true };

    public static Property<Located.Text> Target { get; } = new("target", new TargetShape(),
        "What must hold: [statistic] operator number unit. Statistics: median (the default), p95, p99.9, mean (needs max), rate, exact. Operators: < <= > >=.")
    {
        Required = true,
        OrElse = "targets",
        Examples = ["\"p95 < 500 ms\"", "\"median <= 3 x\"", "\"p5 >= 40 %\"", "\"exact <= 500 lines\""],
    };

    public static Property<IReadOnlyList<(Member Member, Located.Text Text)>> Targets { get; } = new("targets", new TargetsShape(),
        "A target for each kind of machine; target holds on the others. Of those that match, the first in the order of machines counts.")
    { Examples = ["{ \"ci\": \"p95 < 10 ms\", \"laptop\": \"p95 < 4 ms\" }"] };

    public static Property<Metric> Reference { get; } = new("reference", new MetricShape("reference"),
        "The metric that a target in x is a multiple of.");

    public static Property<IReadOnlyList<ParameterValues>> Parameters { get; } = new("params", new ParametersShape(1000),
        "The workload's parameters: a number or a list of numbers each; every combination is a spec of its own.");

    public static Property<Located.Text> Max { get; } = new("max", new QuantityShape("max"),
        "The largest value that a sample can have; needed by a target of the mean, and by no other.")
    { Examples = ["\"2 s\""] };

    public static Property<double> Catches { get; } = new("catches", new FactorShape("catches", 1000),
        "The slowdown of today's value that the spec must notice, as a factor: calibrate proposes a target that does, and selftest fails where it does not.")
    { Examples = ["1.5", "\"1.5x\""] };

    public static Property<int> Stride { get; } = new("stride", new IntegerShape("stride", 1, 1000, ProblemCodes.OutOfRange),
        "The mean gap between counted samples, so that they hardly depend on each other: each gap is drawn from half of it to one and a half times. The runner's rule where none is stated.");

    public static Property<bool> Focus { get; } = new("focus", new FlagShape(),
        "Whether only the focused specs are judged.")
    { Default = "false" };

    public static Property<string> Skip { get; } = new("skip", new TextShape("skip, the reason"),
        "Why the spec is not judged.")
    { Examples = ["\"needs the new runner\""] };

    public static Property<string> Reason { get; } = new("reason", new TextShape("the reason"), "Why the spec is set aside.") { Required = true };

    public static Property<DateOnly> Until { get; } = new("until", new DayShape(), "The last day, of UTC, on which it is set aside; no end where none is stated.") { Examples = ["\"2027-01-15\""] };

    public static ObjectShape QuarantineShape { get; } = new("the quarantine", [Reason, Until]) { MissingCode = ProblemCodes.Quarantine };

    public static Property<Fields> Quarantine { get; } = new("quarantine", QuarantineShape,
        "Sets the spec aside for a while: it is listed and not judged.");

    /// <summary>What the file's defaults and each spec may state alike.</summary>
    public static IReadOnlyList<Property> Shared { get; } = [Samples, Confidence, Warmup, Launches, Stop, Timeout, Severity, Tags];

    public static Property<string> Schema { get; } = new("$schema", new TextShape("$schema"),
        "The schema that gives editors completion; PerfSpecs itself does not read it.")
    { Examples = ["\"./specs.schema.json\""] };

    public static Property<int> Version { get; } = new("version", new VersionShape(), "The version of this format.") { Default = "1" };

    public static Property<int> Runs { get; } = new("runs", new IntegerShape("runs", 1, 10, ProblemCodes.OutOfRange),
        "How often the suite may be run on one state of the code until it is believed; each run spends that part of the error rates.")
    { Default = "1" };

    public static ObjectShape SuiteShape { get; } = new("the suite", [FalseAlarmRate, Inconclusive, Seed, MaxTime, Runs]);

    public static Property<Fields> Suite { get; } = new("suite", SuiteShape,
        "What holds for the whole run.");

    public static Property<Fields> Defaults { get; } = new("defaults", new ObjectShape("the defaults", Shared),
        "What holds for every spec that does not state it itself.");

    public static ObjectShape SpecShape { get; } = new("the spec", [Id, Title, Metric, Target, Targets, Reference, Parameters, .. Shared, Max, Catches, Stride, Focus, Skip, Quarantine]);

    public static Property<IReadOnlyList<Fields>> Specs { get; } = new("specs", new ListShape<Fields>("specs", SpecShape),
        "The performance budgets.")
    { Required = true };

    public static Property<IReadOnlyList<MachineKind>> Machines { get; } = new("machines", new MachinesShape(),
        "Kinds of machines by name, each with the traits that its machines have; the specs' targets name them.")
    { Examples = ["{ \"ci\": { \"name\": \"ci-*\", \"cores\": 2 } }"] };

    public static ObjectShape Root { get; } = new("the file", [Schema, Version, Suite, Machines, Defaults, Specs]);
}
