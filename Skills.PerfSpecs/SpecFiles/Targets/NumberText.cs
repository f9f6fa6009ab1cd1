using System.Globalization;

namespace PerfSpecs.SpecFiles;

/// <summary>The number at the beginning of a quantity: plain decimal digits, a point, an exponent.</summary>
internal static class NumberText
{
    /// <summary>The ECMAScript pattern of what <see cref="Read"/> accepts.</summary>
    public const string Pattern = @"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?";

    private static readonly string[] NoNumbers = ["nan", "infinity", "inf", "∞"];

    /// <summary>The number at the cursor, which moves behind it; null, with a problem, where there is no finite one.</summary>
    public static double? Read(TextCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.AtEnd)
        {
            cursor.Add(ProblemCodes.NotANumber, start, 0, "the number is missing");
            return null;
        }

        var digits = Digits(cursor);
        if (digits is null)
        {
            cursor.Position = start;
            var word = cursor.TakeWhile(c => !char.IsWhiteSpace(c));
            if (Array.Exists(NoNumbers, none => word.TrimStart('+', '-').Equals(none, StringComparison.OrdinalIgnoreCase)))
                cursor.Add(ProblemCodes.NotFinite, start, word.Length, $"{MessageText.Visible(word)} is not a number that anything can be compared with; state a finite one");
            else
                cursor.Add(ProblemCodes.NotANumber, start, word.Length, $"{MessageText.Quote(word)} is not a number; write one such as 500 or 0.5");
            return null;
        }

        if (Separated(cursor, start))
            return null;
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value))
            return value;
        cursor.Add(ProblemCodes.Overflow, start, digits.Length, $"{MessageText.Quote(digits)} is too large for a number; the largest is about 1.8e308");
        return null;
    }

    private static string? Digits(TextCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current is '+' or '-')
            cursor.Position++;
        var count = cursor.TakeWhile(char.IsAsciiDigit).Length;
        if (cursor.Current is '.')
        {
            cursor.Position++;
            count += cursor.TakeWhile(char.IsAsciiDigit).Length;
        }

        if (count is 0)
            return null;
        SkipExponent(cursor);
        return cursor.Text[start..cursor.Position];
    }

    private static void SkipExponent(TextCursor cursor)
    {
        var before = cursor.Position;
        if (cursor.Current is not ('e' or 'E'))
            return;
        cursor.Position++;
        if (cursor.Current is '+' or '-')
            cursor.Position++;
        if (cursor.TakeWhile(char.IsAsciiDigit).Length is 0)
            cursor.Position = before;
    }

    private static bool Separated(TextCursor cursor, int start)
    {
        var rest = cursor.Rest;
        var separator = rest.Length > 1 && rest[0] is ',' or '_' or '\'' or ' ' or '\u00A0' or '\u202F' && char.IsAsciiDigit(rest[1]);
        if (!separator)
            return false;
        cursor.TakeWhile(c => char.IsAsciiDigit(c) || c is ',' or '_' or '\'' or '.' or ' ' or '\u00A0' or '\u202F');
        var written = cursor.Text[start..cursor.Position].TrimEnd();
        cursor.Add(ProblemCodes.Separator, start, written.Length, $"the number {MessageText.Quote(written)} has a separator in it; write a decimal point, and nothing between thousands");
        return true;
    }
}
