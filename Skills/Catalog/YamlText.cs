using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Skills;

/// <summary>From YAML text to located values, on the parser's events: no type is guessed, no alias expanded, no depth unbounded.</summary>
internal sealed class YamlText
{
    // YamlDotNet 18 takes 14 s for 60,000 nested brackets; its cost grows with the square of the depth.
    private const int MostDepth = 32;

    private readonly Parser parser;

    private YamlText(string yaml) => parser = new Parser(new StringReader(yaml));

    /// <summary>The top-level fields, or null with a finding that says why there are none. Texts with an unquoted colon are read as texts, with a finding each.</summary>
    public static IReadOnlyList<YamlField>? Read(string yaml, Findings findings)
    {
        if (Parse(yaml, out var refusal) is { } fields)
            return fields;
        if (UnquotedColons.Quote(yaml) is { } repaired && Parse(repaired.Yaml, out _) is { } lenient)
        {
            foreach (var line in repaired.Lines)
                findings.Lapse("yaml-colon", line, "The text holds a colon and a blank, which YAML takes for a field of its own; put the text in double quotes. It is read as one text here.");
            return lenient;
        }

        findings.Fault("yaml", refusal.Line, $"The frontmatter is not the YAML that a skill may use: {refusal.Why.TrimEnd('.')}. Put a value that holds `: `, ` #`, a quote or a bracket in double quotes, and indent by spaces.");
        return null;
    }

    private static IReadOnlyList<YamlField>? Parse(string yaml, out (int Line, string Why) refusal)
    {
        var reader = new YamlText(yaml);
        refusal = default;
        try
        {
            return reader.Document();
        }
        catch (YamlException fault)
        {
            refusal = At(fault.Start.Line, fault.Message);
        }
        // The parser throws these at its own assumptions, for example at a document that ends before it begins.
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            refusal = At(reader.parser.Current?.End.Line ?? 1, fault.Message);
        }

        return null;

        static (int, string) At(long line, string why) => ((int)Math.Max(1, line) + Frontmatter.LineOffset, why);
    }

    private IReadOnlyList<YamlField> Document()
    {
        Expect<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return [];
        parser.Accept<ParsingEvent>(out var first);
        var root = Value(0);
        Expect<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
            throw Refusal("a second document begins");
        return root switch
        {
            YamlValue.Fields fields => fields.Entries,
            YamlValue.Text { Value.Length: 0 } => [],
            _ => throw Refusal($"it is {root.Kind}, not fields such as `name: ...`", first),
        };
    }

    private YamlValue Value(int depth)
    {
        if (depth > MostDepth)
            throw Refusal($"it is nested more than {MostDepth} levels deep");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlValue.Text(scalar.Value, LineOf(scalar));
        if (parser.TryConsume<SequenceStart>(out var sequence))
            return new YamlValue.Items(Items(depth), LineOf(sequence));
        if (parser.TryConsume<MappingStart>(out var mapping))
            return new YamlValue.Fields(Fields(depth), LineOf(mapping));
        throw Refusal("it uses an alias, which is not supported");
    }

    private List<YamlValue> Items(int depth)
    {
        var items = new List<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(depth + 1));
        return items;
    }

    private List<YamlField> Fields(int depth)
    {
        var fields = new List<YamlField>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw Refusal("a key is not a plain word");
            fields.Add(new YamlField(key.Value, LineOf(key), Value(depth + 1)));
        }
        return fields;
    }

    private void Expect<T>()
        where T : ParsingEvent
    {
        if (!parser.TryConsume<T>(out _))
            throw Refusal("it ends too early");
    }

    private YamlException Refusal(string what, ParsingEvent? at = null)
    {
        var mark = (at ?? parser.Current)?.Start ?? Mark.Empty;
        return new YamlException(mark, mark, what);
    }

    private static int LineOf(ParsingEvent node) => (int)node.Start.Line + Frontmatter.LineOffset;
}
