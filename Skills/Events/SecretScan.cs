using System.Buffers;

namespace Skills;

/// <summary>What lies at a sign of a secret.</summary>
internal enum SecretFinding
{
    /// <summary>No secret.</summary>
    None,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>A private key whose end has not come yet: all that follows belongs to it.</summary>
    OpenKey,

    /// <summary>A value so long that its end has not come yet: all that follows up to a blank or a quote belongs to it.</summary>
    OpenValue,

    /// <summary>More of the text is needed.</summary>
    Undecided,
}

/// <summary>A finding.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where the secret begins.</param>
/// <param name="End">Where it ends; without a secret, where the search goes on.</param>
/// <param name="NeedsQuotes">Whether the mask needs quotes for the text to stay valid JSON.</param>
internal readonly record struct SecretFound(SecretFinding Kind, int Start, int End, bool NeedsQuotes = false);

/// <summary>Looks closely at the places of a text where a secret may be. Names are bounded and values are searched by vectors, so that no text makes it slow.</summary>
internal static class SecretScan
{
    /// <summary>The longest name of a value.</summary>
    public const int LongestName = 64;

    private const int LongestBlank = 4;
    private const int LongestValue = 8_192;
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n,;&}])\"'`<>|");

    private const string KeyBegin = "-----BEGIN";
    private const string KeyEnd = "-----END";
    private const string Dashes = "-----";

    /// <summary>Looks at a sign.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sign">Where the sign begins.</param>
    /// <param name="isWhole">Whether nothing follows the text.</param>
    public static SecretFound At(ReadOnlySpan<char> text, int sign, bool isWhole)
    {
        var rest = text[sign..];
        if (Begins(rest, KeyBegin))
            return PrivateKey(text, sign, isWhole);
        var isStart = sign is 0 || !char.IsAsciiLetterOrDigit(text[sign - 1]);
        if (Begins(rest, "bearer") || Begins(rest, "basic"))
            return Credential(text, sign, isStart, isWhole);
        return Begins(rest, "sk-") || Begins(rest, "pk-") || Begins(rest, "rk-") || Begins(rest, "gh") || Begins(rest, "xox") || Begins(rest, "akia") || Begins(rest, "eyj")
            ? ServiceKey(text, sign, isStart, isWhole)
            : Named(text, sign, isWhole);
    }

    /// <summary>Where an open value ends; -1 where its end has not come.</summary>
    public static int EndOfValue(ReadOnlySpan<char> text) => text.IndexOfAny(Ends);

    /// <summary>Where a private key ends whose beginning came before; -1 where its end has not come.</summary>
    public static int EndOfPrivateKey(ReadOnlySpan<char> text)
    {
        if (text.IndexOf(KeyEnd, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var end))
            return -1;
        var behind = end + KeyEnd.Length;
        return text[behind..].IndexOf(Dashes, StringComparison.Ordinal) is >= 0 and var last ? behind + last + Dashes.Length : -1;
    }

    private static SecretFound PrivateKey(ReadOnlySpan<char> text, int sign, bool isWhole)
    {
        var head = sign + KeyBegin.Length;
        var end = head;
        while (end < text.Length && (char.IsAsciiLetterUpper(text[end]) || text[end] is ' ') && end - head < LongestName)
            end++;
        if (!isWhole && text.Length - end < Dashes.Length)
            return new SecretFound(SecretFinding.Undecided, sign, text.Length);
        if (!Begins(text[end..], Dashes) || text[head..end].IndexOf("PRIVATE KEY", StringComparison.Ordinal) < 0)
            return new SecretFound(SecretFinding.None, sign, head);
        return EndOfPrivateKey(text[end..]) is >= 0 and var whole
            ? new SecretFound(SecretFinding.Secret, sign, end + whole)
            : new SecretFound(SecretFinding.OpenKey, sign, text.Length);
    }

    private static SecretFound Credential(ReadOnlySpan<char> text, int sign, bool isStart, bool isWhole)
    {
        var isBasic = text[sign + 1] is 'a' or 'A';
        var word = sign + (isBasic ? "basic" : "bearer").Length;
        var start = PassBlanks(text, word);
        var end = start;
        while (end < text.Length && end - start < LongestValue && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '_' or '~' or '+' or '/' or '=' or '-'))
            end++;
        if (end == text.Length && !isWhole && isStart)
            return new SecretFound(SecretFinding.Undecided, sign, text.Length);
        return isStart && start > word && SecretValues.IsCredential(text[start..end], isBasic)
            ? new SecretFound(SecretFinding.Secret, start, end)
            : new SecretFound(SecretFinding.None, sign, word);
    }

    private static SecretFound ServiceKey(ReadOnlySpan<char> text, int sign, bool isStart, bool isWhole)
    {
        var isToken = Begins(text[sign..], "eyj");
        var end = sign;
        while (end < text.Length && end - sign < LongestValue && (IsOfName(text[end]) || (isToken && text[end] is '.')))
            end++;
        if (!isStart)
            return new SecretFound(SecretFinding.None, sign, sign + 2);
        if (end == text.Length && !isWhole && end - sign < LongestValue)
            return new SecretFound(SecretFinding.Undecided, sign, text.Length);
        return IsServiceKey(text[sign..end]) ? new SecretFound(SecretFinding.Secret, sign, end) : new SecretFound(SecretFinding.None, sign, sign + 2);
    }

    private static bool IsServiceKey(ReadOnlySpan<char> key) => key[0] switch
    {
        'e' or 'E' => key.IndexOf('.') >= 10 && key.LastIndexOf('.') is var dot && dot > 10 && key.Length >= 20,
        'a' or 'A' => key.Length is 20 && key.ContainsAnyInRange('0', 'Z'),
        'g' or 'G' => key.Length >= 24,
        'x' or 'X' => key.Length >= 15 && key.ContainsAnyInRange('0', '9'),
        _ => key.Length >= 19 && SecretValues.HasRandomPart(key[3..]),
    };

    private static SecretFound Named(ReadOnlySpan<char> text, int sign, bool isWhole)
    {
        var (start, end) = (sign, sign);
        while (start > 0 && sign - start < LongestName && IsOfName(text[start - 1]))
            start--;
        while (end < text.Length && end - sign < LongestName && IsOfName(text[end]))
            end++;
        if (end == text.Length && !isWhole)
            return new SecretFound(SecretFinding.Undecided, sign, text.Length);
        var none = new SecretFound(SecretFinding.None, sign, end);
        var name = SecretNames.Of(text[start..end]);
        if (name is SecretName.None)
            return none;
        var behind = end;
        var isNameQuoted = PassQuote(text, ref behind) is not '\0';
        var assign = PassBlanks(text, behind);
        if (assign == text.Length)
            return isWhole ? none : new SecretFound(SecretFinding.Undecided, sign, text.Length);
        if (text[assign] is not (':' or '='))
            return none;
        var value = PassBlanks(text, assign + 1);
        if (value == text.Length)
            return isWhole ? none : new SecretFound(SecretFinding.Undecided, sign, text.Length);
        return Value(text, new Assignment(sign, end, value, name, isNameQuoted, value == end + 1), isWhole);
    }

    private static SecretFound Value(ReadOnlySpan<char> text, in Assignment made, bool isWhole)
    {
        var none = new SecretFound(SecretFinding.None, made.Sign, made.NameEnd);
        var start = made.Value;
        var isEscaped = text[start] is '\\';
        var quote = PassQuote(text, ref start);
        var from = quote is '\0' ? PassScheme(text, start) : start;
        var end = quote is '\0' ? EndOfUnquoted(text, from) : EndOfQuoted(text, start, quote, isEscaped);
        var isOpen = end == text.Length && !isWhole;
        if (isOpen && text.Length - start < LongestValue)
            return new SecretFound(SecretFinding.Undecided, made.Sign, text.Length);
        return SecretValues.Behind(text[from..end], made.Name, quote is not '\0', made.IsTight)
            ? new SecretFound(isOpen ? SecretFinding.OpenValue : SecretFinding.Secret, start, end, NeedsQuotes: made.IsNameQuoted && quote is '\0')
            : none;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text, int start, char quote, bool isEscaped)
    {
        for (var at = start; at < text.Length; at++)
        {
            // A value keeps to its line.
            if (text[at] == quote || text[at] is '\n')
                return at;
            if (text[at] is not '\\')
                continue;
            if (isEscaped && at + 1 < text.Length && text[at + 1] == quote)
                return at;
            at++;
        }

        return text.Length;
    }

    private static int EndOfUnquoted(ReadOnlySpan<char> text, int start) => text[start..].IndexOfAny(Ends) is >= 0 and var end ? start + end : text.Length;

    /// <summary>Behind <c>Bearer</c> or <c>Basic</c>, where the value begins with one.</summary>
    private static int PassScheme(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var word = Begins(rest, "bearer") ? 6 : Begins(rest, "basic") ? 5 : 0;
        var behind = PassBlanks(text, start + word);
        return word > 0 && behind > start + word ? behind : start;
    }

    private static int PassBlanks(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestBlank && (text[end] is ' ' or '\t'))
            end++;
        return end;
    }

    /// <summary>Passes a quote, which may be escaped; the character of the quote, or 0 where there is none.</summary>
    private static char PassQuote(ReadOnlySpan<char> text, ref int at)
    {
        var quote = at < text.Length && text[at] is '\\' ? at + 1 : at;
        if (quote >= text.Length || text[quote] is not ('"' or '\'' or '`'))
            return '\0';
        at = quote + 1;
        return text[quote];
    }

    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private static bool Begins(ReadOnlySpan<char> text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name with a sign of a secret, and where its value begins.</summary>
    private readonly record struct Assignment(int Sign, int NameEnd, int Value, SecretName Name, bool IsNameQuoted, bool IsTight);
}
