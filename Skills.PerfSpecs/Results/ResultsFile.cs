using System.Text.Json;
using System.Text.Json.Serialization;
using PerfSpecs.Environments;
using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.SpecFiles;
using PerfSpecs.Statistics;
using PerfSpecs.Text;

namespace PerfSpecs.Results;

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
/// <param name="Tool">The version of the tool that judged the run.</param>
/// <param name="Commit">The commit that was measured; null where it is not known.</param>
/// <param name="Digest">SHA-256 of all this without layout and without this digest; shows that the file was changed, and by whom does not matter.</param>
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
    IReadOnlyList<SpecRecord> Specs,
    string? Tool = null,
    string? Commit = null,
    string? Digest = null)
{
    /// <summary>The format's present version.</summary>
    public const int Current = 1;

    /// <summary>The largest file that is read, in bytes: some ten million samples.</summary>
    private const long Largest = 256L * 1024 * 1024;

    /// <summary>A run as a record of this format.</summary>
    /// <param name="result">The run.</param>
    /// <param name="environment">Where it ran.</param>
    /// <param name="started">When it began.</param>
    /// <param name="commit">The commit that was measured; null where it is not known.</param>
    /// <param name="tool">The version of the tool that judged it; null for this one.</param>
    public static ResultsFile Of(RunResult result, RunEnvironment environment, DateTimeOffset started, string? commit = null, string? tool = null) => new(
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
        Records(result.Results),
        tool ?? Results.Tool.Version,
        commit);

    /// <summary>Reads a results file.</summary>
    /// <returns>The run, or why it cannot be used, with the place.</returns>
    public static (ResultsFile? Results, string? Problem) Read(string path)
    {
        var shown = StartFolder.Shown(path);
        try
        {
            var length = new FileInfo(path).Length;
            return length > Largest
                ? (null, FormattableString.Invariant($"{shown} has {length} bytes; a results file has at most {Largest}."))
                : Parse(shown, System.IO.File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"{shown} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads the content of a results file.</summary>
    /// <param name="path">What to call it.</param>
    /// <param name="utf8">The content.</param>
    internal static (ResultsFile? Results, string? Problem) Parse(string path, ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
            // The version comes first: a later format need not have the shape that this runner knows.
            if (VersionProblem(document.RootElement) is { } problem)
                return (null, $"{path} {problem}.");
            // From the text and not from the document, which knows no lines.
            var results = JsonSerializer.Deserialize(utf8.Span, ResultsJson.Default.ResultsFile)!;
            if (ResultsCheck.Of(results).FirstOrDefault() is { Path: { } place } impossible)
                return (null, $"{path}: {place} {impossible.What}: no run writes such results with --json.");
            return ResultsDigest.Broken(document.RootElement) is { } changed
                ? (null, $"{path}: {changed}{NameOf(results, changed)} was changed after it was written: its digest does not fit. Use the file as --json wrote it.")
                : (results, null);
        }
        catch (JsonException exception)
        {
            return (null, $"{Place(path, exception)} is no results file as --json writes it: {exception.Message}");
        }
    }

    /// <summary>Writes the run as JSON, with the digests that show a change.</summary>
    public void Write(Stream output)
    {
        var json = JsonSerializer.SerializeToElement(this with { Specs = [.. Specs.Select(Sealed)], Digest = null }, ResultsJson.Default.ResultsFile);
        JsonSerializer.Serialize(output, this with { Specs = [.. Specs.Select(Sealed)], Digest = ResultsDigest.Of(json) }, ResultsJson.Default.ResultsFile);
    }

    /// <summary>Writes the run to a file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, Write);

    private static IReadOnlyList<SpecRecord> Records(IReadOnlyList<SpecResult> results)
    {
        var times = TimeShares.Of(results);
        return [.. results.Select(result => SpecRecord.Of(result, times[result]))];
    }

    private static SpecRecord Sealed(SpecRecord record) =>
        record with { Digest = ResultsDigest.Of(JsonSerializer.SerializeToElement(record with { Digest = null }, ResultsJson.Default.SpecRecord)) };

    private static string Place(string path, JsonException exception) => exception.LineNumber is { } line
        ? FormattableString.Invariant($"{path}:{line + 1}:{(exception.BytePositionInLine ?? 0) + 1}")
        : path;

    private static string NameOf(ResultsFile results, string path) =>
        results.Specs.Index().Where(spec => path.Equals(FormattableString.Invariant($"$.specs[{spec.Index}]"), StringComparison.Ordinal)).Select(spec => $" ({spec.Item.Id})").FirstOrDefault("");

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
/// <param name="Notices">The slowdown that a pass notices: code so many times slower than measured would fail in nine runs of ten; null where that cannot be promised.</param>
/// <param name="Samples">Counted samples.</param>
/// <param name="Cap">The most samples that were allowed.</param>
/// <param name="Confidence">The confidence of the pass side.</param>
/// <param name="StopsEarly">Whether sampling ended at the first certain verdict.</param>
/// <param name="Max">The declared maximum of a mean, where there is one.</param>
/// <param name="Stride">The mean gap from one counted sample to the next.</param>
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
/// <param name="Severity">What a broken budget does to the run: <c>error</c>, <c>warning</c> or <c>info</c>; <c>error</c> where it is missing.</param>
/// <param name="Cause">Why the verdict is what it is; missing in files of version 0.1.</param>
/// <param name="OwnSeconds">The spec's part of the run's time: samples that several specs were judged from count once.</param>
/// <param name="Digest">SHA-256 of this spec without layout and without this digest.</param>
/// <param name="SpanSeconds">The time from the first counted sample to the last.</param>
/// <param name="SpanTurns">The turns that they were taken in.</param>
/// <param name="SpanRuns">The samples from the first counted one to the last, those in the gaps included.</param>
/// <param name="Processes">The processes that they come from.</param>
/// <param name="IndependenceAssumed">Whether no pilot was taken, so that independence is assumed.</param>
/// <param name="WarmUpHitLimit">Whether the warm-up ended at its limit of time.</param>
/// <param name="TooShort">Whether samples are so short that measuring moves them.</param>
/// <param name="ReferenceBatch">How many runs of the reference made one sample.</param>
/// <param name="SamplesToDecide">The number of samples that would decide nine times in ten, where the verdict stayed open.</param>
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
    double? Notices,
    int Samples,
    int Cap,
    double Confidence,
    bool StopsEarly,
    double? Max,
    double Stride,
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
    DisturbedTurns? Disturbed = null,
    string? Severity = null,
    CauseRecord? Cause = null,
    double? OwnSeconds = null,
    string? Digest = null,
    double? SpanSeconds = null,
    int? SpanTurns = null,
    long? SpanRuns = null,
    int? Processes = null,
    bool? IndependenceAssumed = null,
    bool? WarmUpHitLimit = null,
    bool? TooShort = null,
    int? ReferenceBatch = null,
    int? SamplesToDecide = null)
{
    /// <summary>A result as a record of this format.</summary>
    /// <param name="result">The result.</param>
    /// <param name="own">Its part of the run's time.</param>
    public static SpecRecord Of(SpecResult result, TimeSpan own)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        return new SpecRecord(
            spec.Id,
            result.Spec.FullName,
            spec.Metric,
            spec.Reference,
            spec.Target.ToString(),
            result.Spec.Unit.BaseSymbol,
            spec.IsInCode ? null : spec.Where?.Line,
            spec.Tags,
            judgement.Verdict.ToString().ToLowerInvariant(),
            Words.Sentence(result),
            Finite(judgement.Estimate),
            Finite(judgement.Interval?.Lower),
            Finite(judgement.Interval?.Upper),
            judgement.PassError,
            judgement.FailError,
            Finite(judgement.Notices),
            judgement.Values.Count,
            result.Cap,
            spec.Confidence,
            spec.Stop is StopRule.WhenCertain,
            spec.Max,
            result.Stride.Every,
            result.Batch,
            result.Launches is { } launches ? launches with { Spread = Finite(launches.Spread), Correlation = Finite(launches.Correlation) } : null,
            Finite(judgement.Summary?.Mean),
            Finite(judgement.Summary?.StandardDeviation),
            judgement.Summary?.Minimum,
            judgement.Summary?.Maximum,
            result.Elapsed.TotalSeconds,
            judgement.Values,
            result.WarmUp.Values.Count > 0 ? result.WarmUp : null,
            result.Stride.Every > 1 ? Finite(result.Stride.Correlation) : null,
            spec.Title,
            result.Disturbed,
            spec.Severity.ToString().ToLowerInvariant(),
            CauseRecord.From(judgement.Cause),
            own.TotalSeconds,
            null,
            result.Span.Elapsed.TotalSeconds,
            result.Span.Turns,
            result.Span.Runs,
            result.Span.Processes,
            True(result.IsIndependenceAssumed),
            True(result.WarmUpHitLimit),
            True(result.IsTooShort),
            result.ReferenceBatch > 0 ? result.ReferenceBatch : null,
            judgement.SamplesToDecide);
    }

    /// <summary>The verdict that a stored word means; null for none.</summary>
    internal static Verdict? VerdictOf(string word) => WordOf<Verdict>(word);

    /// <summary>The severity that a stored word means; null for none.</summary>
    internal static Severity? SeverityOf(string word) => WordOf<Severity>(word);

    private static T? WordOf<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => word.Equals(value.ToString().ToLowerInvariant(), StringComparison.Ordinal)).Select(value => (T?)value).FirstOrDefault();

    /// <summary>The span as it was stored.</summary>
    internal SampleSpan Span() => new(TimeSpan.FromSeconds(SpanSeconds ?? 0), SpanTurns ?? 0, SpanRuns ?? 0, Processes ?? 0);

    private static bool? True(bool flag) => flag ? true : null;

    /// <summary>The record with its id as it is written now, so that what an earlier version stored is still found.</summary>
    internal SpecRecord WithCurrentId() => SpecId.Current(Id) is var id && string.Equals(id, Id, StringComparison.Ordinal) ? this : this with
    {
        Id = id,
        Path = Path.EndsWith(Id, StringComparison.Ordinal) ? Path[..^Id.Length] + id : Path,
        Explanation = Explanation.Replace(Id, id, StringComparison.Ordinal),
    };

    internal static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>The format's serialiser, generated at build time so that a run need not reflect.</summary>
[JsonSerializable(typeof(ResultsFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ResultsJson : JsonSerializerContext;
