namespace PerfSpecs;

/// <summary>One performance budget: the same record whether it was read from a file or declared in code.</summary>
public sealed record Spec
{
    /// <summary>The test's identity everywhere; never depends on the target.</summary>
    public required string Id { get; init; }

    /// <summary>The metric: <c>workload/measure</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>What must hold.</summary>
    public required Target Target { get; init; }

    /// <summary>The most samples that are taken; at least 1. A verdict stops as soon as it is certain. Where it is not stated, cheap work gets more (<see cref="IsCapStated"/>).</summary>
    public int Samples
    {
        get => _samples ?? DefaultSamples;
        init => _samples = value;
    }

    /// <summary>Whether <see cref="Samples"/> was stated. Where it was not, a run fixes its cap by what a sample costs, before the first one that counts.</summary>
    public bool IsCapStated => _samples is not null;

    /// <summary>The confidence of one verdict's pass side; between 0 and 1, both excluded.</summary>
    public double Confidence { get; init; } = DefaultConfidence;

    /// <summary>What is measured, in words; null where nothing is stated.</summary>
    public string? Title { get; init; }

    /// <summary>The workload's parameters, one value each; those not stated take the workload's default.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = NoParameters;

    /// <summary>The kind of machine that <see cref="Target"/> is for; null where it is for all that the file does not name.</summary>
    public string? Machine { get; init; }

    /// <summary>Words to select specs by; they become test categories.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The metric that an <c>x</c> target is a multiple of; null where the target is absolute.</summary>
    public string? Reference { get; init; }

    /// <summary>Runs of the workload before the first counted sample; null for the runner's rule.</summary>
    public int? Warmup { get; init; }

    /// <summary>The largest value that a sample can have, in the metric's base unit (for an <c>x</c> target, a ratio); only with a mean, null elsewhere.</summary>
    public double? Max { get; init; }

    /// <summary>The slowdown of today's value that the spec must notice, as a factor above 1; null where none is asked for.</summary>
    public double? Catches { get; init; }

    /// <summary>The processes that the samples are spread over; 1 to 100.</summary>
    public int Launches { get; init; } = 1;

    /// <summary>Of how many samples in a row one is kept, so that they hardly depend on each other; 1 to 1,000, null for the runner's rule.</summary>
    public int? Stride { get; init; }

    /// <summary>The limit of one sample.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether sampling ends at the first certain verdict, or takes every sample.</summary>
    public StopRule Stop { get; init; }

    /// <summary>What a failure means for the run.</summary>
    public Severity Severity { get; init; }

    /// <summary>Whether only focused specs are to be judged.</summary>
    public bool Focus { get; init; }

    /// <summary>Why the spec is not to be judged; null where it is.</summary>
    public string? Skip { get; init; }

    /// <summary>A spec set aside for a while; null where it is not.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>Where the target is written: in the specs file, or in the code that declares it; null where that is not known.</summary>
    public Location? Where { get; init; }

    /// <summary>Whether the spec is declared in code, and not in the specs file.</summary>
    public bool IsInCode { get; init; }

    /// <summary>The first part of <see cref="Metric"/>.</summary>
    public string Workload => Metric[..Metric.LastIndexOf('/')];

    /// <summary>The last part of <see cref="Metric"/>.</summary>
    public string Measure => Metric[(Metric.LastIndexOf('/') + 1)..];

    /// <summary>Samples where neither the spec nor the file's defaults state them.</summary>
    public const int DefaultSamples = 200;

    /// <summary>Confidence where neither the spec nor the file's defaults state it.</summary>
    public const double DefaultConfidence = 0.99;

    private readonly int? _samples;

    private static readonly IReadOnlyDictionary<string, double> NoParameters = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>When sampling ends.</summary>
public enum StopRule
{
    /// <summary>As soon as the verdict is certain.</summary>
    WhenCertain,

    /// <summary>Never before the cap.</summary>
    Never,
}

/// <summary>What a failed spec does to the run.</summary>
public enum Severity
{
    /// <summary>It fails the run.</summary>
    Error,

    /// <summary>It is shown as failed, and the run goes on to its exit code without it.</summary>
    Warning,

    /// <summary>It is shown for information.</summary>
    Info,
}

/// <summary>A spec set aside.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day, of UTC, on which it is set aside; null for no end.</param>
public sealed record Quarantine(string Reason, DateOnly? Until);

/// <summary>A place in a text file.</summary>
/// <param name="File">The file's path as it is shown.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
public sealed record Location(string File, int Line, int Column)
{
    /// <summary><c>specs.json:12:17</c>, which terminals and editors turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
