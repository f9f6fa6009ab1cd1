using System.Globalization;

namespace Skills;

/// <summary>What can stand behind a dollar sign. Anything that is not exactly one of these forms is plain text.</summary>
internal abstract record Placeholder(int Length)
{
    private const string All = "$ARGUMENTS";

    // Nine digits fit an int; a longer number names no argument.
    private const int MostDigits = 9;

    /// <summary><c>$ARGUMENTS</c></summary>
    public sealed record Arguments(int Length) : Placeholder(Length);

    /// <summary><c>$ARGUMENTS[N]</c> or <c>$N</c>, from 0. A <c>$N</c> with a fraction behind it, such as <c>$5.00</c>, is money.</summary>
    public sealed record Argument(int Index, int Length) : Placeholder(Length)
    {
        /// <summary>Whether it is the short form, which is also what a price or a field of an awk program looks like.</summary>
        public bool IsShort => Length < All.Length;
    }

    /// <summary><c>${NAME}</c>: a letter or underscore, then letters, digits and underscores, all ASCII.</summary>
    public sealed record Variable(string Name, int Length) : Placeholder(Length);

    /// <summary>The placeholder that <paramref name="text"/> begins with, whose first character is the dollar sign; null where it begins with none.</summary>
    public static Placeholder? At(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("${", StringComparison.Ordinal))
            return Braced(text);
        if (text.StartsWith(All, StringComparison.Ordinal))
            return Argumentative(text);
        var digits = Digits(text[1..]);
        var isArgument = digits is > 0 and <= MostDigits && EndsAt(text, 1 + digits) && !HasFraction(text[(1 + digits)..]);
        return isArgument ? new Argument(Number(text.Slice(1, digits)), 1 + digits) : null;
    }

    private static Variable? Braced(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var character in text[2..])
        {
            if (!char.IsAsciiLetter(character) && character != '_' && !(char.IsAsciiDigit(character) && length > 0))
                break;
            length++;
        }
        return length > 0 && 2 + length < text.Length && text[2 + length] == '}' ? new Variable(text.Slice(2, length).ToString(), length + 3) : null;
    }

    private static Placeholder? Argumentative(ReadOnlySpan<char> text)
    {
        var rest = text[All.Length..];
        if (rest is ['[', ..] && Digits(rest[1..]) is var digits and > 0 and <= MostDigits && rest.Length > digits + 1 && rest[digits + 1] == ']')
            return new Argument(Number(rest.Slice(1, digits)), All.Length + digits + 2);
        return EndsAt(text, All.Length) ? new Arguments(All.Length) : null;
    }

    // `$5.00` and `$1,000` are sums of money.
    private static bool HasFraction(ReadOnlySpan<char> rest) => rest is ['.' or ',', >= '0' and <= '9', ..];

    private static int Digits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    // `$ARGUMENTS_FILE` and `$100k` are other things than `$ARGUMENTS` and `$100`.
    private static bool EndsAt(ReadOnlySpan<char> text, int length) => length == text.Length || !(char.IsLetterOrDigit(text[length]) || text[length] == '_');

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
