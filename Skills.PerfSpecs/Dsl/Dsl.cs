namespace PerfSpecs;

/// <summary>The combinators that name what is measured. Import them by <c>using static PerfSpecs.Dsl;</c>.</summary>
/// <remarks>
/// Lower case because this is an F#-style DSL in the manner of Expecto: <c>f...</c> focuses, <c>p...</c> sets aside.
/// A state is disposed of where it can be; <see cref="fixture{TState}(Func{Setup, TState}, Action{TState})"/> adds a teardown.
/// </remarks>
public static partial class Dsl
{
    /// <summary>The median.</summary>
    public static Statistic Median => Statistic.Median;

    /// <summary>The 0.05-quantile: nineteen in twenty samples are above.</summary>
    public static Statistic P5 { get; } = Percentile(5);

    /// <summary>The 0.9-quantile.</summary>
    public static Statistic P90 { get; } = Percentile(90);

    /// <summary>The 0.95-quantile.</summary>
    public static Statistic P95 { get; } = Percentile(95);

    /// <summary>The 0.99-quantile.</summary>
    public static Statistic P99 { get; } = Percentile(99);

    /// <summary>A value that is the same in every run.</summary>
    public static Statistic Exactly { get; } = new Statistic.Exact();

    /// <summary>The share of samples that succeed.</summary>
    public static Statistic Rate { get; } = new Statistic.Rate();

    /// <summary>The mean of values from 0 to the spec's <see cref="SpecOptions.Max"/>, which it needs.</summary>
    public static Statistic Mean { get; } = new Statistic.Mean();

    /// <summary>Any quantile.</summary>
    /// <param name="percent">The share of samples at or below it, in percent; between 0 and 100, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is outside its range.</exception>
    public static Statistic Percentile(double percent) =>
        percent is > 0 and < 100
            ? new Statistic.Quantile(percent / 100)
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentile lies between 0 and 100, both excluded.");

    /// <summary>Tests under a common name; one that is empty only holds them together, and is no part of their names.</summary>
    public static Test testList(string name, IEnumerable<Test> tests) => new Test.Group(name, [.. tests], TestState.Normal);

    /// <summary>Tests under a common name that are focused: the others are skipped.</summary>
    public static Test ftestList(string name, IEnumerable<Test> tests) => new Test.Group(name, [.. tests], TestState.Focused);

    /// <summary>Tests under a common name that are pending: shown as skipped.</summary>
    public static Test ptestList(string name, IEnumerable<Test> tests) => new Test.Group(name, [.. tests], TestState.Pending);

    /// <summary>One test for each case, such as one workload for many sizes.</summary>
    public static Test testTheory<T>(string name, IEnumerable<T> cases, Func<T, Test> test) => testList(name, cases.Select(test));

    /// <summary>One test for each pair: <c>testTheory("sort", [(10, "random"), (10, "sorted")], (rows, order) => ...)</c>.</summary>
    public static Test testTheory<T1, T2>(string name, IEnumerable<(T1, T2)> cases, Func<T1, T2, Test> test) =>
        testList(name, cases.Select(of => test(of.Item1, of.Item2)));

    /// <summary>One test for each triple.</summary>
    public static Test testTheory<T1, T2, T3>(string name, IEnumerable<(T1, T2, T3)> cases, Func<T1, T2, T3, Test> test) =>
        testList(name, cases.Select(of => test(of.Item1, of.Item2, of.Item3)));

    /// <summary>A measure that a workload reports by <see cref="Sample.Report"/>.</summary>
    /// <param name="name">The name within the workload: lower-case words joined by hyphens.</param>
    /// <param name="unit">The unit of the reported values.</param>
    /// <param name="description">One sentence for editors and listings.</param>
    /// <param name="kind">How the values come about.</param>
    /// <param name="better">Which way is better.</param>
    public static Measure measure(string name, Unit unit, string description, MetricKind kind = MetricKind.Sampled, Better better = Better.Lower) =>
        new(name, unit, kind, better, description);

    /// <summary>A number that a workload can be run with; read it by <c>setup["name"]</c> where it is whole, by <c>setup.Number("name")</c> else.</summary>
    public static Parameter parameter(string name, double @default) => new(name, @default);
}
