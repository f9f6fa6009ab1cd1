namespace Runner.Workloads;

/// <summary>Generates skills that resemble published ones, from a seed: the same seed gives the same bytes on any machine, in any culture and on any thread.</summary>
/// <remarks>
/// <para>The sizes follow what 17 published skills were measured to be, all in o200k_base tokens:</para>
/// <list type="bullet">
/// <item>The body's tokens T are lognormal with a median of 2,050 and a log standard deviation of 1.0, truncated to 250 to 20,000. So 18 % exceed 5,000 (published: 3 of 17), and the mean is about 3,100.</item>
/// <item>Tokens a line are 6.7 + L with L lognormal, median 3.0 and log standard deviation 1.3, cut at 31.5; the logarithm of L correlates with that of T by 0.75, because it is the long skills that are dense. So the median is 9.7 and all tokens over all lines give 13.3 (published: 9.7 and 13.4, between 6.6 and 32.3).</item>
/// <item>7 of 17 have documents. There the ratio of what is left out to what is loaded at activation is lognormal with a median of 3.6 and a log standard deviation of 0.55, truncated so that 60 to 89 % are saved (published: 57 to 91 %; the margin is for the estimate of tokens). The other 10 of 17 have none, but may have scripts, assets or a licence.</item>
/// <item>A description's tokens are lognormal with a median of 94 wanted and a log standard deviation of 0.35, of which whole sentences fill nine tenths; with the name that makes about 90 (published: 94), or 2.7 % of all tokens of SKILL.md files (published: 2.8 %).</item>
/// <item>70 % are in English, the others in German, French, Spanish, Japanese, Chinese or Russian.</item>
/// </list>
/// <para>Names, places, companies and technical words are Bogus's, with its global seed untouched. A skill of mean size takes one to two milliseconds, one with documents about four; the first of each language opens a Bogus locale, which takes tens.</para>
/// </remarks>
public static class SkillGenerator
{
    private const double TokensPerLineOfABody = 12;

    /// <summary>Writes the skill of a seed into a folder of its own under <paramref name="root"/>; other seeds have other folders, and what the skill's folder held before is replaced.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="root">The folder above the skill's; created where it is missing.</param>
    /// <param name="shape">What is asked of the skill; null to draw everything.</param>
    /// <returns>Where the skill is and what it has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of <paramref name="shape"/> is out of its range.</exception>
    /// <exception cref="ArgumentException">No text is known for the locale of <paramref name="shape"/>.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static GeneratedSkill Generate(int seed, string root, SkillShape? shape = null)
    {
        var plan = SkillPlan.Draw(RandomStream.Plan.Of(seed), Checked(shape ?? new SkillShape()));
        var words = Phrasebook.Of(plan.Locale);
        var name = NameOf(seed);
        var folder = Path.GetFullPath(Path.Combine(root, name));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        WriteSkill(folder, name, seed, plan, words);
        if (plan.Saving is { } saving)
            BundledFiles.WriteDocuments(folder, words, RandomStream.Documents.Of(seed), plan.Tokens, saving);
        BundledFiles.WriteOthers(folder, words, RandomStream.Others.Of(seed));
        return new GeneratedSkill(folder, name, plan.Saving is not null);
    }

    /// <summary>Writes several skills side by side, each drawn from the whole distribution.</summary>
    /// <param name="seed">Any number; the first skills of a larger count are those of a smaller one.</param>
    /// <param name="count">How many; at least 0.</param>
    /// <param name="root">The folder above the skills'; created where it is missing.</param>
    /// <returns>The skills in the order written, all with different names.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static IReadOnlyList<GeneratedSkill> GenerateMany(int seed, int count, string root)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var first = RandomStream.Scramble(unchecked((uint)seed));
        return [.. Enumerable.Range(0, count).Select(i => Generate(unchecked((int)RandomStream.Scramble(first + (uint)i)), root))];
    }

    /// <summary>The text of a SKILL.md body with placeholders of every kind (<c>$ARGUMENTS</c>, <c>$ARGUMENTS[0]</c>, <c>$0</c>, <c>${SKILL_DIR}</c>, <c>${WORKSPACE}</c>, <c>${USER}</c>, <c>${DATE}</c>, <c>${SESSION_ID}</c>, and some that are undefined or none), for preprocessing. English, about 12 tokens a line, a placeholder about every 500 bytes.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="bytes">The UTF-8 bytes wanted, at least 0; the text has these and at most 2 KiB more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public static string Body(int seed, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var draft = new Draft(Phrasebook.Of(Language.English.Locale), RandomStream.Body.Of(seed));
        SkillText.Write(draft, TokensPerLineOfABody, text => text.Bytes >= bytes, hasPlaceholders: true);
        return draft.ToString();
    }

    private static void WriteSkill(string folder, string name, int seed, SkillPlan plan, Phrasebook words)
    {
        var file = new Draft(words, RandomStream.Body.Of(seed));
        SkillFrontmatter.Write(file, name, plan.DescriptionTokens);
        var body = new Draft(words, file.Random);
        body.Prose($"# {name[..name.LastIndexOf('-')].Replace('-', ' ')}");
        body.Blank();
        SkillText.Write(body, plan.TokensPerLine, text => text.Tokens >= plan.Tokens, hasPlaceholders: file.Random.Bool(0.3f));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "SKILL.md"), file + body.ToString());
    }

    /// <summary>Two English words and the seed, so that no two seeds share a name.</summary>
    private static string NameOf(int seed)
    {
        var random = RandomStream.Name.Of(seed);
        var words = Phrasebook.Of(Language.English.Locale);
        return Phrasebook.Slug($"{words.Word('v', random)} {words.Word('n', random)} {Base36(unchecked((uint)seed))}");
    }

    private static string Base36(uint number)
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var text = "";
        do
        {
            text = digits[(int)(number % 36)] + text;
            number /= 36;
        }
        while (number > 0);
        return text;
    }

    private static SkillShape Checked(SkillShape shape)
    {
        Check(shape.Tokens, 100, 100_000, nameof(SkillShape.Tokens));
        Check(shape.TokensPerLine, 6.6, 32.3, nameof(SkillShape.TokensPerLine));
        Check(shape.Saving, 0.1, 0.95, nameof(SkillShape.Saving));
        return shape;
    }

    private static void Check(double? number, double least, double most, string name)
    {
        if (number is { } stated && !(stated >= least && stated <= most))
            throw new ArgumentOutOfRangeException(name, number, FormattableString.Invariant($"Take a number between {least} and {most}."));
    }
}
