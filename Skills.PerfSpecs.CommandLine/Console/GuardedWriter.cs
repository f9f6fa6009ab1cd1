using System.Text;

namespace PerfSpecs.CommandLine;

/// <summary>
/// A standard stream that may be closed, full, or a terminal that is gone: the first failure is kept, and what follows is dropped, so that
/// a run is not lost with its output.
/// </summary>
/// <remarks>A pipe whose reader has gone, as of <c>| head</c>, is no failure: .NET drops what is written to it.</remarks>
internal sealed class GuardedWriter : TextWriter
{
    private readonly TextWriter? _stream;

    /// <summary>Opens the stream.</summary>
    /// <param name="open">Gives the stream.</param>
    public GuardedWriter(Func<TextWriter> open)
    {
        try
        {
            _stream = open();
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Failure = exception.Message;
        }
    }

    /// <summary>Why the stream cannot be written to; null where it can.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => _stream?.Encoding ?? Encoding.UTF8;

    /// <summary>Puts the stream back in its place.</summary>
    public void Restore(Action<TextWriter> set)
    {
        if (_stream is not null)
            set(_stream);
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Failure is not null)
            return;
        try
        {
            _stream!.Write(buffer);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Failure = exception.Message;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        if (Failure is not null)
            return;
        try
        {
            _stream!.Flush();
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Failure = exception.Message;
        }
    }

    private static bool IsLoss(Exception exception) => exception is IOException or UnauthorizedAccessException or ObjectDisposedException;
}
