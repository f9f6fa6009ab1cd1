namespace Skills;

/// <summary>Whether a value looks like a secret. Words, numbers of a few digits, paths, placeholders and names of variables do not.</summary>
internal static class SecretValues
{
    private const int Random = 8;
    private const int LongRandom = 16;
    private const int NoWord = 40;
    private const int LeastLetters = 6;
    private const int LeastMixed = 4;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "none", "true", "false", "undefined", "required", "optional", "string", "text", "empty", "unknown", "hidden", "redacted",
    };

    /// <summary>The value behind a name.</summary>
    /// <param name="value">The value, without its quotes.</param>
    /// <param name="name">What the name promises.</param>
    /// <param name="isQuoted">Whether it is in quotes, as a literal text is.</param>
    /// <param name="isTight">Whether it follows the name without a blank, as in a list of settings.</param>
    public static bool Behind(ReadOnlySpan<char> value, SecretName name, bool isQuoted, bool isTight)
    {
        value = value.Trim().TrimEnd(".!?:");
        if (name is SecretName.None || value.IsEmpty || IsHarmless(value))
            return false;
        if (IsRandom(value))
            return true;
        if (name is SecretName.Weak)
            return isQuoted && value.Length >= Random && !value.Contains(' ') && !IsWord(value);
        return isQuoted
            || (isTight && value.Length >= LeastLetters)
            || (value.Length >= LeastMixed && value.IndexOfAny("0123456789!@#$%^&*+") >= 0);
    }

    /// <summary>What follows <c>bearer</c> or <c>basic</c>.</summary>
    public static bool IsCredential(ReadOnlySpan<char> value, bool isBasic) => IsRandom(value.TrimEnd('.')) || (isBasic && IsUserAndPassword(value));

    /// <summary>Whether a part of it is as long and as mixed as only generated keys are.</summary>
    public static bool HasRandomPart(ReadOnlySpan<char> value)
    {
        var (length, hasDigit) = (0, false);
        foreach (var character in value)
        {
            (length, hasDigit) = char.IsAsciiLetterOrDigit(character) ? (length + 1, hasDigit || char.IsAsciiDigit(character)) : (0, false);
            if (hasDigit && length >= Random)
                return true;
        }

        return false;
    }

    /// <summary>Letters with digits in one word, a long word of small and capital letters in any order, or what is too long for any word.</summary>
    private static bool IsRandom(ReadOnlySpan<char> value)
    {
        var (digits, letters, humps) = (0, 0, 0);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsWhiteSpace(value[i]))
                return false;
            digits += char.IsAsciiDigit(value[i]) ? 1 : 0;
            letters += char.IsAsciiLetter(value[i]) ? 1 : 0;
            humps += i > 0 && char.IsAsciiLetterUpper(value[i]) && char.IsAsciiLetterLower(value[i - 1]) ? 1 : 0;
        }

        return value.Length >= Random && letters > 0 && (digits > 0 || (value.Length >= LongRandom && humps >= 3) || value.Length >= NoWord);
    }

    private static bool IsHarmless(ReadOnlySpan<char> value)
    {
        if (value[0] is '$' or '<' or '{' or '%' or '*' or '[' || value[^1] is '(' or ')' || Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value))
            return true;
        var isPath = value[0] is '/' or '.' or '~' && value[1..].Contains('/');
        if (isPath || value.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return true;
        // The name of a variable, or a word about secrets, and not one itself.
        return !value.ContainsAnyInRange('0', '9') && SecretSigns.AreIn(value);
    }

    private static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var character in value[1..])
        {
            if (!char.IsAsciiLetterLower(character) && character is not ('_' or '-'))
                return false;
        }

        return true;
    }

    private static bool IsUserAndPassword(ReadOnlySpan<char> value)
    {
        Span<byte> decoded = stackalloc byte[96];
        var part = value[..(Math.Min(value.Length, 128) / 4 * 4)];
        return part.Length >= 8 && Convert.TryFromBase64Chars(part, decoded, out var count) && decoded[..count].Contains((byte)':');
    }
}
