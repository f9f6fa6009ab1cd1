using System.Text;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Tests;

/// <summary>The workloads that the tests of specs files know, and short ways to read a text.</summary>
internal static class SpecFileCases
{
    public static IReadOnlyList<WorkloadInfo> Known { get; } =
    [
        new("iteration", Measure.BuiltIn, []),
        new("bare-loop", Measure.BuiltIn, []),
        new("orchestrator", Measure.BuiltIn, [new Parameter("concurrency", 50), new Parameter("depth", 1)]),
        new("context",
        [
            .. Measure.BuiltIn,
            new Measure("initial-lines", Unit.Count("lines"), MetricKind.Exact, Better.Lower, "lines loaded at the start"),
            new Measure("tokens", Unit.Count("tokens"), MetricKind.Sampled, Better.Lower, "tokens of one context"),
            new Measure("token-savings", Unit.Percent, MetricKind.Sampled, Better.Higher, "share of the tokens that is saved"),
        ], []),
        new("host", [.. Measure.BuiltIn, new Measure("start", Unit.Nanosecond, MetricKind.Sampled, Better.Lower, "time to the first answer")], []),
    ];

    public const string Minimal = """
        {
          "$schema": "./specs.schema.json",
          "specs": [
            { "metric": "iteration/duration", "target": "p95 < 500 ms", "samples": 100 }
          ]
        }
        """;

    public const string Rich = """
        {
          "$schema": "./specs.schema.json",
          "suite": { "falseAlarmRate": "1%", "inconclusive": "warn", "seed": 20261123, "maxTime": "5 min" },
          "defaults": { "confidence": "99%", "samples": 200, "warmup": "auto", "launches": 1 },
          "specs": [
            { "id": "iteration-overhead", "title": "One ReAct iteration, model time excluded",
              "metric": "iteration/duration", "target": "p95 < 500 ms", "samples": 100, "tags": ["plan"] },
            { "id": "iteration-vs-loop", "metric": "iteration/duration", "target": "median <= 3 x", "reference": "bare-loop/duration" },
            { "id": "throughput", "metric": "orchestrator/throughput", "params": { "concurrency": [10, 50, 100, 200] },
              "target": "median >= 200 /s" },
            { "id": "initial-lines", "metric": "context/initial-lines", "target": "exact <= 500 lines" },
            { "id": "token-savings", "metric": "context/token-savings", "target": "p5 >= 40 %", "samples": 200 },
            { "id": "cold-start", "metric": "host/start", "target": "median <= 400 ms", "launches": 20,
              "severity": "warning", "quarantine": { "reason": "new runner image", "until": "2027-01-15" } }
          ]
        }
        """;

    /// <summary>The 23rd of November 2026.</summary>
    public static TimeProvider Today { get; } = new FixedDay(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public static SpecFile Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static SpecFile Parse(byte[] bytes) => SpecFile.Parse("specs.json", bytes, Known, Today);

    /// <summary>Reads specs that stand on the second line, so that a column is the index in the text plus 1.</summary>
    public static SpecFile ParseSpecs(string specs) => Parse($"{{ \"specs\": [\n{specs}\n] }}");

    /// <summary>A spec of a metric and a target; the target begins in column 1 of line 3.</summary>
    public static SpecFile ParseTarget(string metric, string target, string more = "") =>
        Parse($"{{ \"specs\": [ {{ \"metric\": \"{metric}\"{more}, \"target\":\n\"{target}\" }}] }}");

    /// <summary>Asserts that the file has this one error, at this place.</summary>
    public static Problem Has(this SpecFile file, string code, int line, int column, string telling)
    {
        var problem = file.Problems.Count is 1 ? file.Problems[0] : null;
        Assert.IsNotNull(problem, $"expected one problem {code}, not {file.Problems.Count}: {string.Join('\n', file.Problems)}");
        Assert.AreEqual(code, problem.Code, StringComparer.Ordinal, problem.ToString());
        Assert.AreEqual(new Location("specs.json", line, column), problem.Where, problem.ToString());
        Assert.Contains(telling, problem.Message, StringComparison.Ordinal);
        return problem;
    }

    private sealed class FixedDay(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
