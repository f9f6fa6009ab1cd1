namespace Skills;

/// <summary>A text that comes in pieces, without its secrets: many come in one, for which nothing has to be remembered.</summary>
internal struct StreamedText
{
    private string? _first;
    private StreamedSecrets? _secrets;

    /// <summary>Whether something may be held back.</summary>
    public readonly bool IsHeld => _secrets is not null;

    /// <summary>The text is over.</summary>
    /// <returns>What was held back, without its secrets.</returns>
    public readonly string End() => _secrets?.End() ?? "";

    /// <summary>What may be shown now.</summary>
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
