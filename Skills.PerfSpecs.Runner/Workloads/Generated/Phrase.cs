using System.Text;
using Bogus;

namespace Runner.Workloads;

/// <summary>A sentence with slots for words, cut into its parts once. A slot is a letter in braces; see <see cref="Phrasebook"/>.</summary>
internal sealed class Phrase
{
    private readonly (string? Text, char Slot)[] _parts;

    public Phrase(string template) => _parts = [.. Cut(template)];

    /// <summary>Writes the sentence with words drawn for its slots.</summary>
    public void Write(StringBuilder text, Randomizer random, Phrasebook words)
    {
        foreach (var (literal, slot) in _parts)
            text.Append(literal ?? words.Word(slot, random));
    }

    private static IEnumerable<(string? Text, char Slot)> Cut(string template)
    {
        var start = 0;
        for (var open = template.IndexOf('{', StringComparison.Ordinal); open >= 0; open = template.IndexOf('{', start))
        {
            if (open > start)
                yield return (template[start..open], default);
            yield return (null, template[open + 1]);
            start = open + 3;
        }

        if (start < template.Length)
            yield return (template[start..], default);
    }
}
