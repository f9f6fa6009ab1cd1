using System.Text;

namespace PerfSpecs.Sampling;

/// <summary>What a process said on its standard error before it ended: its last lines, or the first of what the runtime says of a crash. Holds little, whatever is said.</summary>
internal sealed class LastWords
{
    private const int MostLines = 20;
    private const int MostCharacters = 400;
    private const string FailFast = "Process terminated.";

    private static readonly string[] Crashes = ["Unhandled exception.", FailFast, "Stack overflow.", "Out of memory.", "Fatal error."];

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();
    private bool _isCrash;

    /// <summary>The lines; empty where nothing was said.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>How the runtime says what it ended by, in one line; null where it said nothing of that.</summary>
    public string? Crash
    {
        get
        {
            var lines = Lines;
            // Of a process that was told to end at once, the next line says why.
            return !_isCrash ? null : lines is [FailFast, var reason, ..] ? $"{FailFast} {reason}" : lines[0];
        }
    }

    /// <summary>Listens until the process ends.</summary>
    public async Task Listen(TextReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            foreach (var character in buffer.AsSpan(0, count))
                Hear(character);
        }

        End();
    }

    private void Hear(char character)
    {
        if (character is '\n')
            End();
        else if (_line.Length < MostCharacters)
            _line.Append(character);
    }

    private void End()
    {
        var line = _line.ToString().TrimEnd();
        _line.Clear();
        if (line.Length is 0)
            return;
        lock (_gate)
        {
            if (!_isCrash && Array.Exists(Crashes, crash => line.StartsWith(crash, StringComparison.Ordinal)))
            {
                _lines.Clear();
                _isCrash = true;
            }

            if (_isCrash && _lines.Count >= MostLines)
                return;
            _lines.Enqueue(line);
            if (_lines.Count > MostLines)
                _lines.Dequeue();
        }
    }
}
