using System.Globalization;
using System.Text;

namespace Runner.Workloads;

/// <summary>Writes a skill's frontmatter: the open standard's fields, in the spellings of YAML that people use.</summary>
internal static class SkillFrontmatter
{
    private const int MostCharacters = 1024;

    /// <summary>Writes the fields between their fences, and the blank line behind them.</summary>
    public static void Write(Draft draft, string name, int descriptionTokens)
    {
        var random = draft.Random;
        draft.Code("---");
        draft.Code($"name: {name}");
        Describe(draft, Description(draft, descriptionTokens));
        if (random.Bool(0.6f))
            draft.Code(random.Bool() ? "license: MIT" : "license: Complete terms in LICENSE.txt");
        if (random.Bool(0.3f))
            draft.Code($"allowed-tools: {random.ArrayElement(["Read Write", "Bash(git:*) Read", "Read Grep Glob", "read_file list_files"])}");
        if (random.Bool(0.1f))
            draft.Code("compatibility: Needs git and a POSIX shell");
        if (random.Bool(0.25f))
        {
            draft.Code("metadata:");
            draft.Code($"  author: {draft.Words.Word('s', random)}");
            draft.Code(string.Create(CultureInfo.InvariantCulture, $"  version: \"{random.Number(0, 3)}.{random.Number(0, 9)}\""));
        }

        draft.Code("---");
        draft.Blank();
    }

    private static void Describe(Draft draft, string text)
    {
        var mustQuote = text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal);
        switch (draft.Random.Number(0, 9))
        {
            case <= 4 when !mustQuote:
                draft.Prose($"description: {text}");
                break;
            case <= 7:
                draft.Prose($"description: \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
                break;
            default:
                draft.Code("description: >-");
                draft.Prose($"  {text}");
                break;
        }
    }

    /// <summary>What the skill does, then when to use it, up to about as many tokens as wanted and never beyond the standard's limit.</summary>
    private static string Description(Draft draft, int tokens)
    {
        var (words, random) = (draft.Words, draft.Random);
        var stop = words.Language.Gap.Length is 0 ? '。' : '.';
        var text = new StringBuilder(512);
        var (purpose, occasion) = (random.Number(words.Purposes.Length - 1), random.Number(words.Occasions.Length - 1));
        var room = Math.Min(MostCharacters, tokens * words.Language.CharactersPerToken);
        text.Append(draft.Say(words.Purposes[purpose])).Append(stop);
        while (true)
        {
            var next = draft.Say(text.Length < room / 3
                ? words.Purposes[++purpose % words.Purposes.Length]
                : words.Occasions[++occasion % words.Occasions.Length]);
            var length = text.Length + next.Length + 2;
            if (length > MostCharacters || (length > room && text.Length > room / 2))
                return text.ToString();
            text.Append(words.Language.Gap).Append(next).Append(stop);
        }
    }
}
