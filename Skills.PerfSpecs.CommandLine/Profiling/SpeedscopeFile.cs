using System.Text.Json;
using PerfSpecs.Results;

namespace PerfSpecs.CommandLine;

/// <summary>Writes a profile as the JSON that the viewer speedscope reads: a "sampled" profile for each thread, in milliseconds.</summary>
internal static class SpeedscopeFile
{
    /// <summary>What stands innermost where a thread waited, or was in the runtime or the system.</summary>
    public const string Outside = "(outside of managed code)";

    /// <summary>Writes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">What it is of.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(CpuProfile profile, string name, Stream stream)
    {
        var frames = new Dictionary<string, int>(StringComparer.Ordinal);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
        json.WriteString("exporter", "PerfSpecs");
        json.WriteString("name", name);
        json.WriteStartArray("profiles");
        foreach (var thread in profile.Threads)
            Write(json, thread, frames);
        json.WriteEndArray();
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (var (frame, _) in frames.OrderBy(frame => frame.Value))
        {
            json.WriteStartObject();
            json.WriteString("name", frame);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SampledThread thread, Dictionary<string, int> frames)
    {
        var weights = Weights(thread.Samples);
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", $"thread {thread.Id}");
        json.WriteString("unit", "milliseconds");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", weights.Sum());
        json.WriteStartArray("samples");
        foreach (var sample in thread.Samples)
        {
            json.WriteStartArray();
            foreach (var frame in sample.IsManaged ? sample.Stack : [.. sample.Stack, Outside])
            {
                frames.TryAdd(frame, frames.Count);
                json.WriteNumberValue(frames[frame]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (var weight in weights)
            json.WriteNumberValue(weight);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A sample stands for the time until the next; the last for as much as the one before it.</summary>
    private static List<double> Weights(IReadOnlyList<StackSample> samples)
    {
        var weights = samples.Zip(samples.Skip(1), (one, next) => Math.Round(next.Milliseconds - one.Milliseconds, 4)).ToList();
        weights.Add(weights.Count > 0 ? weights[^1] : 0);
        return weights;
    }
}
