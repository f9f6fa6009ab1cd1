using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Specs;
using PerfSpecs.Statistics;

namespace PerfSpecs;

/// <summary>Budgets in anyone's tests, whatever the test framework: the same sampler and the same gate, and an exception with the explanation where a budget is not shown to be kept.</summary>
/// <remarks>Lower case in the manner of Expecto's <c>Expect</c>. A verdict that stays open throws as well: nothing was shown.</remarks>
public static class Expect
{
    private static readonly string[] Measures = ["duration", "allocated", "throughput"];

    /// <summary>Expects work to keep a budget of its duration, allocations or throughput; the target's unit says which.</summary>
    /// <param name="target">The budget, such as <c>p95 &lt; 5 ms</c>, <c>median &lt;= 2 KB</c> or <c>median >= 200 /s</c>.</param>
    /// <param name="work">The work of one sample.</param>
    /// <param name="samples">The most samples; it ends as soon as the verdict is certain.</param>
    /// <param name="confidence">The confidence of a pass; the chance of a wrong fail is 1 minus it as well.</param>
    /// <exception cref="BudgetNotKeptException">The budget is not shown to be kept.</exception>
    /// <exception cref="ArgumentException">The target cannot be read, or never be decided with so few samples.</exception>
    public static void within(string target, Action work, int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence) =>
        Within(target, Dsl.workload("work", _ => work()), samples, confidence).GetAwaiter().GetResult();

    /// <summary>Expects asynchronous work to keep a budget.</summary>
    /// <inheritdoc cref="within(string, Action, int, double)" path="/param|/exception"/>
    public static Task withinAsync(string target, Func<Task> work, int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence) =>
        Within(target, Dsl.workload("work", _ => work()), samples, confidence);

    /// <summary>Expects one piece of work to be faster than another, measured pair by pair in random order.</summary>
    /// <param name="candidate">The work that should be faster.</param>
    /// <param name="reference">The work it is compared with.</param>
    /// <param name="by">By which factor at least; 1 for any difference.</param>
    /// <param name="samples">The most pairs; it ends as soon as the verdict is certain.</param>
    /// <param name="confidence">The confidence of the claim.</param>
    /// <exception cref="BudgetNotKeptException">It is not shown to be faster by that factor.</exception>
    /// <exception cref="ArgumentException">So few samples can never decide.</exception>
    public static void fasterThan(Action candidate, Action reference, double by = 1, int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence) =>
        FasterThan(Dsl.workload("candidate", _ => candidate()), Dsl.workload("reference", _ => reference()), by, samples, confidence).GetAwaiter().GetResult();

    /// <summary>Expects one piece of asynchronous work to be faster than another.</summary>
    /// <inheritdoc cref="fasterThan(Action, Action, double, int, double)" path="/param|/exception"/>
    public static Task fasterThanAsync(Func<Task> candidate, Func<Task> reference, double by = 1, int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence) =>
        FasterThan(Dsl.workload("candidate", _ => candidate()), Dsl.workload("reference", _ => reference()), by, samples, confidence);

    private static Task Within(string target, Test work, int samples, double confidence)
    {
        var problem = "";
        foreach (var name in Measures)
        {
            if (Target.TryParse(target, Measure.BuiltIn.First(measure => string.Equals(measure.Name, name, StringComparison.Ordinal)), hasReference: false, out var parsed, out var problems))
                return Judge(work, SpecOf($"work/{name}", parsed!, samples, confidence));
            problem = problem.Length is 0 ? problems[0].Message : problem;
        }

        throw new ArgumentException($"\"{target}\" is no budget of a duration, of allocations or of a throughput: {problem}", nameof(target));
    }

    private static Task FasterThan(Test candidate, Test reference, double by, int samples, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, 1);
        var spec = SpecOf("candidate/duration", Statistic.Median < new Quantity(1 / by, Unit.Times), samples, confidence);
        return Judge(Dsl.testList("expect", [candidate, reference]), spec with { Reference = "reference/duration" });
    }

    private static Spec SpecOf(string metric, Target target, int samples, double confidence) =>
        new() { Id = metric, Metric = metric, Target = target, Samples = samples, Confidence = confidence };

    private static async Task Judge(Test tests, Spec spec)
    {
        var suite = new SuiteSettings { FalseAlarmRate = 1 - spec.Confidence };
        if (Reachability.Check([spec], suite.FalseAlarmRate).FirstOrDefault() is { } problem)
            throw new ArgumentException(problem.Message, nameof(spec));
        var registry = new Registry(tests);
        var plan = RunPlan.Of(new SpecFile("code", suite, [spec], []), registry, Selection.All, seed: null, DateOnly.MaxValue);
        await foreach (var happened in Suite.Run(plan, registry))
        {
            if (happened is RunEvent.Judged { Result: { Judgement.Verdict: not Verdict.Pass } result })
                throw new BudgetNotKeptException(Reports.Words.Sentence(result), result.Judgement);
        }
    }
}

/// <summary>A budget was not shown to be kept.</summary>
public sealed class BudgetNotKeptException : Exception
{
    internal BudgetNotKeptException(string message, Judgement judgement)
        : base(message, judgement.Cause.Thrown) => Judgement = judgement;

    /// <summary>What is known: the verdict (failed, inconclusive, unfit or in error), the interval, the samples.</summary>
    public Judgement Judgement { get; }
}
