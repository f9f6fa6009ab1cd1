using System.Text.Json;
using System.Text.Json.Serialization;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;

namespace PerfSpecs.Reports;

/// <summary>A run as JSON: everything that its verdicts can be derived from again.</summary>
/// <param name="Version">The version of this format.</param>
/// <param name="Started">When the run began.</param>
/// <param name="ElapsedSeconds">How long it took.</param>
/// <param name="File">The specs file.</param>
/// <param name="Seed">The seed of inputs and orders.</param>
/// <param name="FalseAlarmRate">The suite's false-alarm rate.</param>
/// <param name="FailError">Each sampled spec's part of it.</param>
/// <param name="Cancelled">Whether the run was cancelled.</param>
/// <param name="Environment">Where it ran.</param>
/// <param name="Machine">How steady the machine was.</param>
/// <param name="Specs">The results, in the suite's order.</param>
public sealed record ResultsFile(
    int Version,
    DateTimeOffset Started,
    double ElapsedSeconds,
    string File,
    int Seed,
    double FalseAlarmRate,
    double FailError,
    bool Cancelled,
    RunEnvironment Environment,
    MachineState Machine,
    IReadOnlyList<SpecRecord> Specs)
{
    /// <summary>The format's present version.</summary>
    public const int Current = 1;

    /// <summary>A run as a record of this format.</summary>
    public static ResultsFile Of(RunResult result, RunEnvironment environment, DateTimeOffset started) => new(
        Current,
        started,
        result.Elapsed.TotalSeconds,
        result.Plan.File,
        result.Plan.Seed,
        result.Plan.Suite.FalseAlarmRate,
        result.Plan.FailError,
        result.IsCancelled,
        environment,
        result.Machine,
        [.. result.Results.Select(SpecRecord.Of)]);

    /// <summary>Reads a results file.</summary>
    /// <returns>The run, or why it cannot be read.</returns>
    public static (ResultsFile? Results, string? Problem) Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            // The version comes first: a later format need not have the shape that this runner knows.
            if (VersionProblem(document.RootElement) is { } problem)
                return (null, $"{path} {problem}.");
            var results = document.Deserialize(ResultsJson.Default.ResultsFile);
            return results is { Specs: not null, Environment: not null } && results.Specs.All(record => record.IsWhole)
                ? (results, null)
                : (null, $"{path} is no results file as --json writes it: something that every result has is missing or impossible.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} cannot be read: {exception.Message}");
        }
        catch (JsonException exception)
        {
            return (null, $"{path} is no results file as --json writes it: {exception.Message}");
        }
    }

    /// <summary>Writes the run as JSON.</summary>
    public void Write(Stream output) => JsonSerializer.Serialize(output, this, ResultsJson.Default.ResultsFile);

    /// <summary>Writes the run to a file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, Write);

    private static string? VersionProblem(JsonElement root) =>
        root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("version", out var version) || version.ValueKind is not JsonValueKind.Number || !version.TryGetInt32(out var number) ? "is no results file as --json writes it: it has no version" :
        number > Current ? FormattableString.Invariant($"has version {number} of the results format, and this runner knows versions up to {Current}: judge it with the runner that wrote it, or a newer one") :
        number < 1 ? FormattableString.Invariant($"has version {number} of the results format, which there never was") :
        null;
}

/// <summary>One spec's result as JSON. Values are in base units: nanoseconds, bytes, shares of 1, multiples, per second, counts.</summary>
/// <param name="Id">The spec's identity.</param>
/// <param name="Path">Its full name in the tree.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Reference">The reference's metric, where the values are multiples of it.</param>
/// <param name="Target">The target as it was written.</param>
/// <param name="Unit">The base unit of the values.</param>
/// <param name="Line">The line of specs.json; null for a spec in code.</param>
/// <param name="Tags">The spec's tags.</param>
/// <param name="Verdict">The verdict, in lower case.</param>
/// <param name="Explanation">The verdict in words.</param>
/// <param name="Estimate">The point estimate.</param>
/// <param name="Lower">The interval's lower end; null where it is infinite or there is none.</param>
/// <param name="Upper">The interval's upper end; null where it is infinite or there is none.</param>
/// <param name="PassError">The chance of a wrong pass.</param>
/// <param name="FailError">The chance of a wrong fail.</param>
/// <param name="Catches">The smallest factor beyond the target that would have failed nine times in ten.</param>
/// <param name="Samples">Counted samples.</param>
/// <param name="Cap">The most samples that were allowed.</param>
/// <param name="Confidence">The confidence of the pass side.</param>
/// <param name="StopsEarly">Whether sampling ended at the first certain verdict.</param>
/// <param name="Max">The declared maximum of a mean, where there is one.</param>
/// <param name="Stride">Every how many-th sample was counted.</param>
/// <param name="Batch">How many runs made one sample.</param>
/// <param name="Launches">How much the processes differ that the samples come from; null where they all come from the runner's.</param>
/// <param name="Mean">The samples' mean.</param>
/// <param name="StandardDeviation">The samples' standard deviation.</param>
/// <param name="Minimum">The least sample.</param>
/// <param name="Maximum">The greatest sample.</param>
/// <param name="ElapsedSeconds">How long the spec took.</param>
/// <param name="Values">Every counted sample, in the order taken.</param>
/// <param name="WarmUp">What the warm-up gave, thinned out; never counted.</param>
/// <param name="Correlation">The rank autocorrelation between neighbours in the pilot, which the stride follows from.</param>
/// <param name="Title">What is measured, in the user's words.</param>
/// <param name="Disturbed">The turns whose samples were set aside because the machine was busy; null where there was none.</param>
public sealed record SpecRecord(
    string Id,
    string Path,
    string Metric,
    string? Reference,
    string Target,
    string Unit,
    int? Line,
    IReadOnlyList<string> Tags,
    string Verdict,
    string Explanation,
    double? Estimate,
    double? Lower,
    double? Upper,
    double? PassError,
    double? FailError,
    double? Catches,
    int Samples,
    int Cap,
    double Confidence,
    bool StopsEarly,
    double? Max,
    int Stride,
    int Batch,
    LaunchSpread? Launches,
    double? Mean,
    double? StandardDeviation,
    double? Minimum,
    double? Maximum,
    double ElapsedSeconds,
    IReadOnlyList<double> Values,
    Trace? WarmUp = null,
    double? Correlation = null,
    string? Title = null,
    DisturbedTurns? Disturbed = null)
{
    /// <summary>A result as a record of this format.</summary>
    public static SpecRecord Of(SpecResult result)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        return new SpecRecord(
            spec.Id,
            result.Spec.FullName,
            spec.Metric,
            spec.Reference,
            spec.Target.ToString(),
            result.Spec.Unit.BaseSymbol,
            spec.Where?.Line,
            spec.Tags,
            judgement.Verdict.ToString().ToLowerInvariant(),
            Words.Sentence(result),
            judgement.Estimate,
            Finite(judgement.Interval?.Lower),
            Finite(judgement.Interval?.Upper),
            judgement.PassError,
            judgement.FailError,
            judgement.Catches,
            judgement.Values.Count,
            spec.Samples,
            spec.Confidence,
            spec.Stop is Specs.StopRule.WhenCertain,
            spec.Max,
            result.Stride.Every,
            result.Batch,
            result.Launches,
            judgement.Summary?.Mean,
            Finite(judgement.Summary?.StandardDeviation),
            judgement.Summary?.Minimum,
            judgement.Summary?.Maximum,
            result.Elapsed.TotalSeconds,
            judgement.Values,
            result.WarmUp.Values.Count > 0 ? result.WarmUp : null,
            result.Stride.Every > 1 ? Finite(result.Stride.Correlation) : null,
            spec.Title,
            result.Disturbed);
    }

    /// <summary>Whether nothing is missing that every record has.</summary>
    internal bool IsWhole => this is
    {
        Id: not null, Metric: not null, Target: not null, Unit: not null, Verdict: not null, Tags: not null, Values: not null, WarmUp: null or { Values: not null },
        Confidence: > 0 and < 1,
    };

    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>The format's serialiser, generated at build time so that a run need not reflect.</summary>
[JsonSerializable(typeof(ResultsFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ResultsJson : JsonSerializerContext;
