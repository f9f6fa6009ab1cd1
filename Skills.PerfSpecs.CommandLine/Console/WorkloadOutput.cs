using System.Text;

namespace PerfSpecs.CommandLine;

/// <summary>Takes what workloads print while the report has the console to itself: it is counted, and passed on only where that is asked for.</summary>
/// <param name="other">Where it goes; null for nowhere.</param>
internal sealed class WorkloadOutput(TextWriter? other) : TextWriter
{
    private long _characters;

    /// <summary>How many characters were printed.</summary>
    public long Characters => Interlocked.Read(ref _characters);

    /// <summary>Whether it can be seen elsewhere.</summary>
    public bool IsPassedOn => other is not null;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        Interlocked.Increment(ref _characters);
        other?.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        Interlocked.Add(ref _characters, count);
        other?.Write(buffer, index, count);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        Interlocked.Add(ref _characters, buffer.Length);
        other?.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());
}
