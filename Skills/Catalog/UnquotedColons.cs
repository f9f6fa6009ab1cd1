using System.Text;

namespace Skills;

/// <summary>Repairs the commonest mistake in a frontmatter: a plain text with a colon and a blank in it, such as <c>description: Use when: ...</c>, which YAML takes for a mapping.</summary>
internal static class UnquotedColons
{
    /// <summary>The YAML with such texts in quotes, and the lines they begin in; null where there are none. Line numbers stay.</summary>
    public static (string Yaml, IReadOnlyList<int> Lines)? Quote(string yaml)
    {
        var lines = yaml.Split('\n');
        var repaired = new StringBuilder(yaml.Length + 16);
        var found = new List<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var last = i;
            if (ValueStart(line) is { } start)
            {
                while (last + 1 < lines.Length && lines[last + 1] is [' ' or '\t', ..] && lines[last + 1].AsSpan().Trim().Length > 0)
                    last++;
                var value = string.Join(' ', lines[i..(last + 1)].Select((part, at) => (at is 0 ? part[start..] : part).Trim()));
                if (value.Contains(": ", StringComparison.Ordinal) || value.EndsWith(':'))
                {
                    found.Add(i + 1 + Frontmatter.LineOffset);
                    line = $"{line[..start]}\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
                }
                else
                {
                    last = i;
                }
            }

            // The lines that joined the first one are left empty, so that later lines keep their numbers.
            repaired.Append(line).Append('\n', 1 + last - i);
            i = last;
        }

        return found.Count is 0 ? null : (repaired.ToString(), found);
    }

    /// <summary>Where the plain value of a field in the first column begins; null where there is no such value.</summary>
    private static int? ValueStart(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0 || !line.AsSpan(0, colon).ContainsOnlyKeyCharacters())
            return null;
        var start = colon + 2;
        while (start < line.Length && line[start] is ' ')
            start++;
        return start < line.Length && (char.IsLetterOrDigit(line[start]) || line[start] is '(') ? start : null;
    }

    private static bool ContainsOnlyKeyCharacters(this ReadOnlySpan<char> key)
    {
        foreach (var character in key)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
                return false;
        }

        return true;
    }
}
