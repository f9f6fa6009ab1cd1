using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace PerfSpecs.Results;

/// <summary>The digests by which a results file shows that it was changed after it was written, by accident or by hand.</summary>
/// <remarks>
/// SHA-256 of the JSON without layout and without the digest itself, so that reformatting is no change. It is no signature:
/// whoever renews it can forge the rest, and then only what the samples give speaks against it.
/// </remarks>
internal static class ResultsDigest
{
    /// <summary>The property that holds a digest.</summary>
    public const string Property = "digest";

    /// <summary>The digest of a JSON object.</summary>
    public static string Of(JsonElement json)
    {
        var canonical = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(canonical))
        {
            writer.WriteStartObject();
            foreach (var property in json.EnumerateObject().Where(property => !property.NameEquals(Property)))
                property.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Convert.ToHexString(SHA256.HashData(canonical.WrittenSpan)).ToLowerInvariant();
    }

    /// <summary>The first place whose digest does not fit, as a JSON path; null where all fit or none is there.</summary>
    /// <param name="root">The whole file.</param>
    public static string? Broken(JsonElement root)
    {
        if (root.TryGetProperty("specs", out var specs) && specs.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, spec) in specs.EnumerateArray().Index())
            {
                if (spec.ValueKind is JsonValueKind.Object && !Fits(spec))
                    return FormattableString.Invariant($"$.specs[{index}]");
            }
        }

        return Fits(root) ? null : "$";
    }

    private static bool Fits(JsonElement json) =>
        !json.TryGetProperty(Property, out var digest) || (digest.ValueKind is JsonValueKind.String && digest.ValueEquals(Of(json)));
}
