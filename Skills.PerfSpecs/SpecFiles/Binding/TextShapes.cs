using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>A text that is not empty.</summary>
internal sealed record TextShape(string Name) : Shape<string>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out string result)
    {
        result = (value as Located.Text)?.Value;
        if (!string.IsNullOrWhiteSpace(result))
            return true;
        if (value is Located.Text)
            reading.Error(ProblemCodes.EmptyText, value, $"{Name} is empty; write a text, or remove it");
        else
            reading.WrongKind(value, $"{Name} as a text");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "string", ["pattern"] = @"\S" };
}

/// <summary>A name that test filters can select: letters, digits and a few marks.</summary>
internal sealed record NameShape(string Name) : Shape<string>
{
    private const int Longest = 120;
    private const string Marks = "-_./";

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out string result)
    {
        result = null;
        if (value is not Located.Text { Value: var name } text)
        {
            reading.WrongKind(value, $"{Name} as a text");
            return false;
        }

        if (name.Length is 0 or > Longest)
        {
            reading.Error(ProblemCodes.InvalidName, value, name.Length is 0
                ? $"{Name} is empty; give it a name, or remove it"
                : string.Create(CultureInfo.InvariantCulture, $"{Name} has {name.Length} characters; at most {Longest} are shown whole everywhere"));
            return false;
        }

        if (Offending(name) is { } at)
        {
            Refuse(text, name, at, reading);
            return false;
        }

        result = name;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new()
    {
        ["type"] = "string",
        ["minLength"] = 1,
        ["maxLength"] = Longest,
        ["pattern"] = @"^[^\s()&|=!~\\,*?\[\]{}<>:;""'`#%@+$^]+$",
    };

    private static int? Offending(string name)
    {
        var at = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && !Marks.Contains(rune.ToString(), StringComparison.Ordinal))
                return at;
            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    private void Refuse(Located.Text text, string name, int at, Reading reading)
    {
        var rune = Rune.TryGetRuneAt(name, at, out var found) ? found : Rune.ReplacementChar;
        var problem = MessageText.IsInvisible(rune)
            ? new TextProblem(ProblemCodes.AlikeIds, $"{Name} holds the invisible character {MessageText.Name(rune)}, so it can differ from another that looks the same; remove it", at, rune.Utf16SequenceLength)
            : new TextProblem(ProblemCodes.InvalidName, $"{Name} holds {MessageText.Quote(rune.ToString())}, which breaks test filters; use letters, digits and - _ . /", at, rune.Utf16SequenceLength);
        reading.Add(text, problem);
    }
}

/// <summary>One of a few words.</summary>
internal sealed record WordShape<T>(string Name, IReadOnlyList<(string Word, T Value)> Choices) : Shape<T>
{
    private IReadOnlyList<string> Known => [.. Choices.Select(choice => choice.Word)];

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        if (value is not Located.Text { Value: var word })
        {
            reading.WrongKind(value, $"one of {MessageText.List([.. Known.Select(MessageText.Quote)])}");
            return false;
        }

        foreach (var choice in Choices)
        {
            if (choice.Word.Equals(word, StringComparison.Ordinal))
            {
                result = choice.Value;
                return true;
            }
        }

        reading.Error(ProblemCodes.UnknownName, value, $"unknown {Name} {MessageText.Quote(word)}{MessageText.DidYouMean(word, Known)}", MessageText.List(Known));
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["enum"] = new JsonArray([.. Known.Select(word => (JsonNode)word)]) };
}

/// <summary>A day as <c>2027-01-15</c>.</summary>
internal sealed record DayShape : Shape<DateOnly>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out DateOnly result)
    {
        result = default;
        if (value is Located.Text { Value: var text })
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out result))
                return true;
            reading.Error(ProblemCodes.NotADay, value, $"{MessageText.Quote(text)} is not a day; write it as 2027-01-15");
            return false;
        }

        reading.WrongKind(value, "a day such as \"2027-01-15\"");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
}
