using System.Text;
using System.Text.Json;

namespace PerfSpecs.SpecFiles;

/// <summary>Says what keeps a text from being JSON, from the byte at which the reader gave up.</summary>
/// <param name="source">The text.</param>
/// <param name="open">The offsets of the brackets open at that byte, the outermost first.</param>
/// <param name="lastToken">The last token that was read whole.</param>
internal sealed class SyntaxDiagnosis(SourceText source, IReadOnlyList<int> open, JsonTokenType lastToken)
{
    private const int MostConflicts = 100;

    /// <summary>The problems at <paramref name="offset"/>; at least one.</summary>
    public IReadOnlyList<Problem> Explain(int offset)
    {
        var conflicts = MergeConflicts().Take(MostConflicts).ToList();
        if (conflicts.Count > 0)
            return conflicts;
        offset = SkipSpace(Math.Min(offset, source.Bytes.Length));
        return [offset >= source.Bytes.Length ? AtEnd() : At(offset)];
    }

    private IEnumerable<Problem> MergeConflicts()
    {
        for (var line = 0; line < source.LineCount; line++)
        {
            var start = source.LineStart(line);
            if (source.Bytes[start..].StartsWith("<<<<<<< "u8))
            {
                yield return Error(ProblemCodes.MergeConflict, start, start + 7,
                    "this is a merge conflict that was not resolved; keep one side and delete the lines of <<<<<<<, ======= and >>>>>>>");
            }
        }
    }

    private Problem AtEnd()
    {
        if (open.Count is 0)
            return Error(ProblemCodes.NoValue, 0, 1, "the file holds no JSON value; begin with { \"specs\": [] }");
        return OpenString(source.Bytes.Length) is { } start
            ? Error(ProblemCodes.Syntax, start, start + 1, "the text that begins here is not closed; add a double quote at its end")
            : Unclosed();
    }

    private Problem At(int offset)
    {
        // The reader takes a sign for the beginning of a number, and stops behind it.
        if (offset > 0 && source.Bytes[offset - 1] is (byte)'-' && source.Bytes[offset] is (byte)'I' or (byte)'N' or (byte)'i')
            offset--;
        var rest = Encoding.UTF8.GetString(source.Bytes[offset..Math.Min(offset + 40, source.Bytes.Length)]);
        var word = Word(rest);
        if (open.Count >= LocatedReader.MaxDepth && rest[0] is '{' or '[')
            return Error(ProblemCodes.Nesting, offset, offset + 1, $"objects and lists nest deeper than {LocatedReader.MaxDepth} here; a specs file needs five levels");
        if (rest[0] is '\'')
            return Error(ProblemCodes.Syntax, offset, offset + 1, "names and texts stand in double quotes, not in single ones");
        if (word.TrimStart('-', '+') is "NaN" or "Infinity" or "inf")
            return Error(ProblemCodes.NotFinite, offset, offset + word.Length, $"{word} is not a number that anything can be compared with; state a finite one");
        if (InNumber(offset) is { } number)
            return number;
        if (rest[0] is ']' or '}' || (rest[0] is '{' && ExpectsName))
            return open.Count > 0 ? Unclosed() : Error(ProblemCodes.Syntax, offset, offset + 1, $"\"{rest[0]}\" closes nothing that is open");
        if (OpenString(offset) is { } start)
            return InString(start, offset);
        if (open.Count is 0 && lastToken is not JsonTokenType.None)
            return Error(ProblemCodes.Syntax, offset, offset + 1, "the file goes on after its closing brace; delete the rest");
        return Unexpected(offset, rest[0], word);
    }

    private Problem Unexpected(int offset, char first, string word)
    {
        if (ExpectsName && word.Length > 0)
            return Error(ProblemCodes.Syntax, offset, offset + word.Length, $"the property name {word} needs double quotes: \"{word}\"");
        if (lastToken is JsonTokenType.PropertyName or JsonTokenType.StartArray && word.Length > 0)
            return Error(ProblemCodes.Syntax, offset, offset + word.Length, $"{word} is not a JSON value; a text needs double quotes, and true, false and null are lower-case");
        if (first is '"' or '{' or '[' && lastToken is not JsonTokenType.PropertyName)
            return Error(ProblemCodes.Syntax, offset, offset + 1, "a comma is missing before this");
        return Error(ProblemCodes.Syntax, offset, offset + 1, $"\"{MessageText.Visible(first.ToString())}\" is unexpected here; {Expected}");
    }

    private Problem? InNumber(int offset)
    {
        if (!IsOfNumber(source.Bytes[offset]) || OpenString(offset) is not null)
            return null;
        var start = offset;
        while (start > 0 && (IsOfNumber(source.Bytes[start - 1]) || IsDecimalComma(start - 1)))
            start--;
        var end = offset;
        while (end < source.Bytes.Length && (IsOfNumber(source.Bytes[end]) || IsDecimalComma(end)))
            end++;
        var text = source.Text(start, end);
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('.' or '+' or '-'))
            return null;
        return text.AsSpan().ContainsAny(',', '_')
            ? Error(ProblemCodes.Separator, start, end, $"the number {text} has a separator in it; write a decimal point, and nothing between thousands")
            : Error(ProblemCodes.Syntax, start, end, $"{MessageText.Quote(text)} is not how JSON writes a number; write plain digits such as 100 or 0.5, and a number with a unit in double quotes");
    }

    private static bool IsOfNumber(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'+';

    private bool IsDecimalComma(int at) =>
        source.Bytes[at] is (byte)',' && at > 0 && at + 1 < source.Bytes.Length && char.IsAsciiDigit((char)source.Bytes[at - 1]) && char.IsAsciiDigit((char)source.Bytes[at + 1]);

    private Problem InString(int start, int offset)
    {
        if (source.Bytes[offset - 1] is (byte)'\\')
            return Error(ProblemCodes.Syntax, offset - 1, offset + 1, "this is no escape that JSON knows; a backslash in a text is written twice");
        return Error(ProblemCodes.Syntax, start, start + 1, "the text that begins here is not closed on its line; add a double quote at its end");
    }

    private Problem Unclosed()
    {
        var start = open[^1];
        return Error(ProblemCodes.Unclosed, start, start + 1, source.Bytes[start] is (byte)'{'
            ? "the brace that opens here is never closed; add } where its object ends"
            : "the bracket that opens here is never closed; add ] where its list ends");
    }

    private bool ExpectsName => open.Count > 0 && source.Bytes[open[^1]] is (byte)'{' && lastToken is not JsonTokenType.PropertyName;

    private string Expected => ExpectsName ? "a property name in double quotes, a comma or a closing brace is expected" : "a value is expected";

    /// <summary>The offset of the quote of a string that is open before <paramref name="offset"/>; strings do not span lines.</summary>
    private int? OpenString(int offset)
    {
        int? quote = null;
        for (var i = open.Count > 0 ? open[^1] : 0; i < offset; i++)
        {
            var b = source.Bytes[i];
            if (quote is not null && b is (byte)'\n')
                return quote;
            if (quote is not null && b is (byte)'\\')
                i++;
            else if (b is (byte)'"')
                quote = quote is null ? i : null;
            else if (quote is null && source.Bytes[i..] is [(byte)'/', (byte)'/' or (byte)'*', ..])
                i += Math.Max(1, JsonComments.CommentLength(source.Bytes[i..])) - 1;
        }

        return quote;
    }

    private int SkipSpace(int offset)
    {
        while (offset < source.Bytes.Length && source.Bytes[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            offset++;
        return offset;
    }

    private static string Word(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$-+".AsSpan());
        return text[..(end < 0 ? text.Length : end)];
    }

    private Problem Error(string code, int start, int end, string message) => source.Problem(code, isError: true, message, start, end);
}
