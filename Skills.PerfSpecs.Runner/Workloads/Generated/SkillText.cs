using System.Text;

namespace Runner.Workloads;

/// <summary>Writes Markdown as people write skills: sections of paragraphs, steps, lists, tables and fenced code.</summary>
internal static class SkillText
{
    private const int MostBlocksInASection = 4;

    /// <summary>Writes sections until a draft is long enough, at a density of so many tokens a line.</summary>
    /// <remarks>
    /// After each block the draft is either too dense or too sparse so far, and the next block is of the other kind: so the density
    /// settles on the wanted one whatever the seed.
    /// </remarks>
    public static void Write(Draft draft, double tokensPerLine, Func<Draft, bool> isLongEnough, bool hasPlaceholders)
    {
        var random = draft.Random;
        while (!isLongEnough(draft))
        {
            Heading(draft);
            for (var blocks = random.Number(1, MostBlocksInASection); blocks > 0 && !isLongEnough(draft); blocks--)
            {
                if (hasPlaceholders && random.Bool(0.12f))
                    Placeholders.Write(draft);
                else if (draft.Tokens < tokensPerLine * draft.Lines)
                    Dense(draft, tokensPerLine);
                else
                    Sparse(draft, tokensPerLine);
            }
        }
    }

    private static void Heading(Draft draft)
    {
        draft.Prose((draft.Random.Bool(0.7f) ? "## " : "### ") + Capital(draft.Say(draft.Random.ArrayElement(draft.Words.Headings))));
        draft.Blank();
    }

    private static void Dense(Draft draft, double tokensPerLine)
    {
        if (draft.Random.Bool(0.65f))
            Paragraph(draft, tokensPerLine);
        else
            Steps(draft, tokensPerLine);
    }

    private static void Sparse(Draft draft, double tokensPerLine)
    {
        switch (draft.Random.Number(0, 9))
        {
            case <= 5:
                CodeBlock.Write(draft);
                break;
            case <= 8:
                Items(draft);
                break;
            default:
                Table(draft, tokensPerLine);
                break;
        }
    }

    private static void Paragraph(Draft draft, double tokensPerLine)
    {
        draft.Prose(Sentences(draft, tokensPerLine * 2.2));
        draft.Blank();
    }

    private static void Steps(Draft draft, double tokensPerLine)
    {
        var count = draft.Random.Number(3, 6);
        for (var i = 1; i <= count; i++)
            draft.Prose(FormattableString.Invariant($"{i}. {Sentences(draft, tokensPerLine * 1.3)}"));
        draft.Blank();
    }

    private static void Items(Draft draft)
    {
        var mark = draft.Random.Bool(0.2f) ? "- [ ] " : "- ";
        for (var count = draft.Random.Number(3, 7); count > 0; count--)
            draft.Prose(mark + Item(draft));
        draft.Blank();
    }

    private static void Table(Draft draft, double tokensPerLine)
    {
        draft.Code($"| {draft.Words.Word('i', draft.Random)} | {draft.Words.Word('i', draft.Random)} |");
        draft.Code("|---|---|");
        for (var count = draft.Random.Number(3, 8); count > 0; count--)
            draft.Prose($"| {Item(draft)} | {(tokensPerLine > 12 ? Sentences(draft, 1) : Item(draft))} |");
        draft.Blank();
    }

    private static string Item(Draft draft) => draft.Say(draft.Random.ArrayElement(draft.Words.Items));

    /// <summary>At least one sentence, and so many that they come to about as many tokens as stated.</summary>
    private static string Sentences(Draft draft, double tokens)
    {
        var text = new StringBuilder(256);
        var characters = tokens * draft.Words.Language.CharactersPerToken;
        do
        {
            if (text.Length > 0)
                text.Append(draft.Words.Language.Gap);
            draft.Random.ArrayElement(draft.Words.Sentences).Write(text, draft.Random, draft.Words);
        }
        while (text.Length < characters);
        return text.ToString();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
