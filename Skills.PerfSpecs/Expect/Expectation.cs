using System.Runtime.ExceptionServices;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs;

/// <summary>One measurement of <see cref="Expect"/>: a suite of one spec, on the thread pool, one at a time in a process.</summary>
internal static class Expectation
{
    private static readonly string[] Measures = ["duration", "allocated", "throughput"];
    private static readonly SemaphoreSlim Gate = new(1, 1);

    /// <summary>Whether this code runs within work that is being measured.</summary>
    private static readonly AsyncLocal<bool> IsMeasuring = new();

    /// <summary>Starts to watch the machine; tests bring an invented one.</summary>
    internal static Func<MachineWatch> Watching { get; set; } = MachineWatch.Start;

    /// <summary>Blocks until a measurement ends. It starts on the thread pool, so that nothing in it waits for the caller's thread.</summary>
    public static void Wait(Func<Task> measurement) => Task.Run(measurement).GetAwaiter().GetResult();

    /// <summary>Judges work by a budget.</summary>
    public static Task Within(string target, Test work, int samples, double confidence, Undecided undecided)
    {
        var problem = "";
        foreach (var name in Measures)
        {
            var measure = Measure.BuiltIn.First(measure => string.Equals(measure.Name, name, StringComparison.Ordinal));
            if (TargetParser.TryParse(target, measure, hasReference: false, out var parsed, out var problems))
                return Judge(work, SpecOf($"work/{name}", parsed!, samples, confidence), undecided, Failed);
            problem = problem.Length is 0 ? problems[0].Message : problem;
        }

        throw new ArgumentException($"\"{target}\" is no budget of a duration, of allocations or of a throughput: {problem}", nameof(target));
    }

    private static string Failed(SpecResult result) => $"failed: {Words.Sentence(result)}";

    /// <summary>Judges work by other work.</summary>
    public static Task FasterThan(Test candidate, Test reference, double by, int samples, double confidence, Undecided undecided)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, 1);
        var spec = SpecOf("candidate/duration", Statistic.Median < new Quantity(1 / by, Unit.Times), samples, confidence);
        return Judge(Dsl.testList("expect", [candidate, reference]), spec with { Reference = "reference/duration" }, undecided, result => NotFaster(result, by));
    }

    /// <summary>A comparison that failed in words: work that is equal is not called slower.</summary>
    internal static string NotFaster(SpecResult result, double by) => result.Judgement.Interval switch
    {
        { Lower: > 1 } => $"slower: {Words.Sentence(result)}",
        { Upper: < 1 } => FormattableString.Invariant($"not shown to be faster by {by:0.###}x: {Words.Sentence(result)}"),
        _ => $"not shown to be faster: {Words.Sentence(result)}",
    };

    private static Spec SpecOf(string metric, Target target, int samples, double confidence) =>
        new() { Id = metric, Metric = metric, Target = target, Samples = samples, Confidence = confidence };

    private static async Task Judge(Test tests, Spec spec, Undecided undecided, Func<SpecResult, string> failed)
    {
        var suite = new SuiteSettings { FalseAlarmRate = 1 - spec.Confidence };
        if (Reachability.Check([spec], suite.FalseAlarmRate).FirstOrDefault() is { } problem)
            throw new ArgumentException(problem.Message, nameof(spec));
        if (IsMeasuring.Value)
            throw new InvalidOperationException("Expect was called within work that Expect measures. Move the inner call out of the lambda.");
        var registry = new Registry(tests);
        if (registry.Problems.FirstOrDefault(found => found.IsError) is { } mistake)
            throw new ArgumentException(mistake.Message, nameof(tests));
        var plan = RunPlan.Of(new SpecFile("code", suite, [spec], []), registry, Selection.All, seed: null, DateOnly.MaxValue);
        Conclude(await Task.Run(() => RunSuite(plan, registry)), undecided, failed);
    }

    /// <summary>Returns where the budget is kept, or not decided and that accepted; throws else.</summary>
    internal static void Conclude(SpecResult result, Undecided undecided, Func<SpecResult, string> failed)
    {
        if (result.Judgement.Verdict is Verdict.Pass)
            return;
        if (result.Judgement.Cause.Thrown is { } thrown)
            ExceptionDispatchInfo.Throw(thrown);
        var explanation = result.Judgement.Verdict is Verdict.Fail ? failed(result) : Words.Sentence(result);
        var exception = BudgetNotKeptException.Of(explanation, result.Judgement);
        if (exception is not BudgetUndecidedException || undecided is Undecided.Throw)
            throw exception;
    }

    private static async Task<SpecResult> RunSuite(RunPlan plan, Registry registry)
    {
        await Gate.WaitAsync();
        try
        {
            IsMeasuring.Value = true;
            SpecResult? judged = null;
            await foreach (var happened in Suite.Run(plan, registry, worker: null, Watching, CancellationToken.None))
            {
                if (happened is RunEvent.Judged { Result: var result })
                    judged = result;
            }

            return judged!;
        }
        finally
        {
            Gate.Release();
        }
    }
}
