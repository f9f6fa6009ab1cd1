using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfSpecs.Sampling;

/// <summary>What a worker says over its pipe.</summary>
internal enum WorkerWord : byte
{
    /// <summary>The workload is set up.</summary>
    Open,

    /// <summary>A sample was taken.</summary>
    Sample,

    /// <summary>Warm-up and pilot are over; the worker waits to be told how many samples are wanted.</summary>
    Ready,

    /// <summary>Setup or teardown failed; no sample follows.</summary>
    Failed,

    /// <summary>How much the worker waited for a processor while it took the samples: a single value, the share of the time.</summary>
    Delay,

    /// <summary>Every wanted sample was taken.</summary>
    End,
}

/// <summary>One message of a worker.</summary>
/// <param name="Word">What it says.</param>
/// <param name="Taken">How a sample went.</param>
/// <param name="Values">Its values; empty where it failed.</param>
/// <param name="ReferenceValues">Its reference's values; empty where there is none.</param>
/// <param name="Facts">What is known of the stream.</param>
internal readonly record struct WorkerMessage(WorkerWord Word, Taken Taken, double[] Values, double[] ReferenceValues, StreamFacts Facts)
{
    public static WorkerMessage Of(WorkerWord word) => new(word, default, [], [], StreamFacts.None);

    public static WorkerMessage Read(BinaryReader reader)
    {
        var word = (WorkerWord)reader.ReadByte();
        if (word is not (WorkerWord.Sample or WorkerWord.Failed or WorkerWord.Delay))
            return Of(word);
        var purpose = (Purpose)reader.ReadByte();
        var (ticks, at) = (reader.ReadInt64(), reader.ReadInt64());
        var facts = new StreamFacts(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean());
        var failure = reader.ReadBoolean() ? new WorkerFailedException(reader.ReadString(), reader.ReadString()) : null;
        return new WorkerMessage(word, new Taken(purpose, failure) { Ticks = ticks, At = at }, Numbers(reader), Numbers(reader), facts);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Word);
        if (Word is WorkerWord.Sample or WorkerWord.Failed or WorkerWord.Delay)
        {
            writer.Write((byte)Taken.Purpose);
            writer.Write(Taken.Ticks);
            writer.Write(Taken.At);
            writer.Write(Facts.Batch);
            writer.Write(Facts.ReferenceBatch);
            writer.Write(Facts.WarmUpHitLimit);
            writer.Write(Facts.IsTooShort);
            writer.Write(Taken.Failure is not null);
            if (Taken.Failure is { } failure)
            {
                writer.Write($"{failure.GetType().Name}: {failure.Message}");
                writer.Write(failure.ToString());
            }

            Write(writer, Values);
            Write(writer, ReferenceValues);
        }

        writer.Flush();
    }

    private static double[] Numbers(BinaryReader reader)
    {
        var numbers = new double[reader.ReadInt32()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = reader.ReadDouble();
        return numbers;
    }

    private static void Write(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (var number in numbers)
            writer.Write(number);
    }
}

/// <summary>A workload threw in another process, or that process ended before its time.</summary>
public sealed class WorkerFailedException : Exception
{
    private readonly string _details;

    internal WorkerFailedException(string message, string details)
        : base(message) => _details = details;

    /// <summary>What the other process said of it, its stack trace included.</summary>
    public override string ToString() => _details;
}

/// <summary>The request's serialiser.</summary>
[JsonSerializable(typeof(SampleRequest))]
internal sealed partial class WorkerJson : JsonSerializerContext
{
    public static string Text(SampleRequest request) => JsonSerializer.Serialize(request, Default.SampleRequest);

    public static SampleRequest Request(string text) => JsonSerializer.Deserialize(text, Default.SampleRequest)!;
}
