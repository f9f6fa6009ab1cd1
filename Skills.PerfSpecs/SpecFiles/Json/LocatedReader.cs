using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PerfSpecs.SpecFiles;

/// <summary>Reads UTF-8 JSON into a tree that knows its places.</summary>
internal sealed class LocatedReader
{
    /// <summary>How deep objects and lists may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many values a file may hold, ten times what a suite of 2,000 specs needs; above it something else was named by mistake.</summary>
    public const int MostValues = 200_000;

    private readonly List<int> open = [];
    private int values;
    private JsonTokenType lastToken;

    private LocatedReader()
    {
    }

    /// <summary>The tree, or the problems that keep the text from being JSON.</summary>
    public static (Located? Root, IReadOnlyList<Problem> Problems) Read(SourceText source)
    {
        var state = new LocatedReader();
        var reader = new Utf8JsonReader(JsonComments.Blanked(source.Bytes), new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        });
        try
        {
            state.Next(ref reader);
            var root = state.Value(ref reader);
            state.Next(ref reader);
            return (root, []);
        }
        catch (JsonException e)
        {
            var offset = source.LineStart((int)(e.LineNumber ?? 0)) + (int)(e.BytePositionInLine ?? 0);
            return (null, new SyntaxDiagnosis(source, state.open, state.lastToken).Explain(offset));
        }
        catch (TooManyValuesException)
        {
            var start = (int)reader.TokenStartIndex;
            return (null, [source.Problem(ProblemCodes.TooMany, isError: true, string.Create(CultureInfo.InvariantCulture, $"the file holds more than {MostValues} values; name a file of budgets"), start, start + 1)]);
        }
        catch (InvalidOperationException)
        {
            // The reader checks escaped surrogates only when the string is taken.
            var start = (int)reader.TokenStartIndex;
            return (null, [source.Problem(ProblemCodes.Syntax, isError: true,
                "half of a surrogate pair is escaped here without its other half; write the character itself",
                start, start + reader.ValueSpan.Length + 2)]);
        }
    }

    private bool Next(ref Utf8JsonReader reader)
    {
        var any = reader.Read();
        lastToken = reader.TokenType;
        return any;
    }

    private Located Value(ref Utf8JsonReader reader)
    {
        if (++values > MostValues)
            throw new TooManyValuesException();
        var start = (int)reader.TokenStartIndex;
        var end = start + reader.ValueSpan.Length;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(ref reader, start);
            case JsonTokenType.StartArray:
                return Array(ref reader, start);
            case JsonTokenType.String:
                return new Located.Text(start, end + 2, reader.GetString()!);
            case JsonTokenType.Number:
                var raw = Encoding.UTF8.GetString(reader.ValueSpan);
                return new Located.Number(start, end, raw, double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture));
            case JsonTokenType.True or JsonTokenType.False:
                return new Located.Flag(start, end, reader.GetBoolean());
            default:
                return new Located.Null(start, end);
        }
    }

    private Located.Object Object(ref Utf8JsonReader reader, int start)
    {
        open.Add(start);
        List<Member> members = [];
        while (Next(ref reader) && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var nameStart = (int)reader.TokenStartIndex;
            var nameEnd = nameStart + reader.ValueSpan.Length + 2;
            Next(ref reader);
            members.Add(new Member(name, nameStart, nameEnd, Value(ref reader)));
        }

        open.RemoveAt(open.Count - 1);
        return new Located.Object(start, (int)reader.BytesConsumed, members);
    }

    private Located.Array Array(ref Utf8JsonReader reader, int start)
    {
        open.Add(start);
        List<Located> items = [];
        while (Next(ref reader) && reader.TokenType is not JsonTokenType.EndArray)
            items.Add(Value(ref reader));
        open.RemoveAt(open.Count - 1);
        return new Located.Array(start, (int)reader.BytesConsumed, items);
    }

    private sealed class TooManyValuesException : Exception;
}
