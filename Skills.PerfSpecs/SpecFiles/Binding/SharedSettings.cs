namespace PerfSpecs.SpecFiles;

/// <summary>What the file's defaults and each spec may state alike.</summary>
internal sealed record SharedSettings
{
    /// <summary>What holds where neither states anything.</summary>
    public static SharedSettings Initial { get; } = new();

    /// <summary>Null where nothing is stated.</summary>
    public int? Samples { get; private init; }

    public double Confidence { get; private init; } = Spec.DefaultConfidence;

    public int? Warmup { get; private init; }

    public int Launches { get; private init; } = 1;

    public StopRule Stop { get; private init; }

    public TimeSpan Timeout { get; private init; } = TimeSpan.FromSeconds(60);

    public Severity Severity { get; private init; }

    public IReadOnlyList<string> Tags { get; private init; } = [];

    /// <summary>What an object states, and <paramref name="fallback"/> for the rest.</summary>
    public static SharedSettings Read(Fields fields, SharedSettings fallback) => new()
    {
        Samples = fields.TryRead(SpecProperties.Samples, out var samples) ? samples : fallback.Samples,
        Confidence = fields.Read(SpecProperties.Confidence, fallback.Confidence),
        Warmup = fields.Read(SpecProperties.Warmup, fallback.Warmup),
        Launches = fields.Read(SpecProperties.Launches, fallback.Launches),
        Stop = fields.Read(SpecProperties.Stop, fallback.Stop),
        Timeout = fields.Read(SpecProperties.Timeout, fallback.Timeout),
        Severity = fields.Read(SpecProperties.Severity, fallback.Severity),
        Tags = fields.Read(SpecProperties.Tags, fallback.Tags),
    };
}
