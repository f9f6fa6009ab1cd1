namespace Skills;

/// <summary>What one execution's events may show of their contents.</summary>
internal sealed class EventGate(EventVisibility visibility)
{
    private Streamed _message;
    private Streamed _thought;
    private int _shown;

    public Visibility Assistant => visibility.Assistant;

    public Visibility Thoughts => visibility.Thoughts;

    public Visibility Of(string tool) => visibility.Of(tool);

    /// <summary>The model's next turn begins: a summary shows the beginning of each.</summary>
    public void BeginTurn() => (_shown, _message, _thought) = (0, default, default);

    /// <summary>A piece of what the model says.</summary>
    public string Message(string piece) => Piece(piece, visibility.Assistant, ref _message);

    /// <summary>A piece of what the model thinks.</summary>
    public string Thought(string piece) => Piece(piece, visibility.Thoughts, ref _thought);

    /// <summary>A whole text at a level.</summary>
    public string Text(string text, Visibility level) => level is Visibility.Hidden ? "" : Short(Clean(text), level);

    /// <summary>A tool's arguments at a level.</summary>
    public IDictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments, Visibility level) => level switch
    {
        Visibility.Hidden => null,
        Visibility.Summary => arguments?.ToDictionary(argument => argument.Key, object? (_) => "...", StringComparer.Ordinal),
        _ => visibility.RedactSecrets ? Secrets.Redact(arguments) : arguments,
    };

    /// <summary>A tool's result at a level.</summary>
    public object? Result(object? result, Visibility level) => level switch
    {
        Visibility.Hidden => null,
        Visibility.Summary => result?.ToString() is { } text ? Short(Clean(text), level) : null,
        _ => visibility.RedactSecrets ? Secrets.Redact(result) : result,
    };

    private string Piece(string piece, Visibility level, ref Streamed streamed)
    {
        if (level is Visibility.Hidden)
            return "";
        var clean = visibility.RedactSecrets ? streamed.Redact(piece) : piece;
        if (level is Visibility.Full)
            return clean;
        var room = Math.Clamp(visibility.SummaryCharacters - _shown, 0, clean.Length);
        _shown += clean.Length;
        return clean[..room];
    }

    /// <summary>A text that comes in pieces: many come in one, for which nothing has to be remembered.</summary>
    private struct Streamed
    {
        private string? _first;
        private StreamedSecrets? _secrets;

        public string Redact(string piece)
        {
            if (_first is null && !SecretSigns.AreIn(piece))
                return _first = piece;
            if (_secrets is null)
            {
                _secrets = new StreamedSecrets();
                _secrets.Redact(_first ??= "");
            }

            return _secrets.Redact(piece);
        }
    }

    private string Clean(string text) => visibility.RedactSecrets ? Secrets.Redact(text) : text;

    private string Short(string text, Visibility level) =>
        level is Visibility.Summary && text.Length > visibility.SummaryCharacters ? string.Concat(text.AsSpan(0, visibility.SummaryCharacters), "...") : text;
}
