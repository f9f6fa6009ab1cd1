using Bogus;

namespace Runner.Workloads;

/// <summary>Everything that is decided about a skill before its text is written.</summary>
/// <param name="Tokens">The body's tokens.</param>
/// <param name="TokensPerLine">The body's tokens a line.</param>
/// <param name="DescriptionTokens">The description's tokens.</param>
/// <param name="Saving">The part of all text that stands in documents; null where there are none.</param>
/// <param name="Locale">The language.</param>
internal sealed record SkillPlan(int Tokens, double TokensPerLine, int DescriptionTokens, double? Saving, string Locale)
{
    private const double MedianTokens = 2050, SpreadOfTokens = 1.0;
    private const double LeastPerLine = 6.7, MostPerLine = 31.5, MedianAbovePerLine = 3.0, SpreadPerLine = 1.3, Correlation = 0.75;
    private const double ShareWithDocuments = 7.0 / 17;
    private const double MedianRatio = 3.6, SpreadOfRatio = 0.55;
    private const double LeastSaving = 0.60, MostSaving = 0.89;
    private const double MedianDescription = 94, SpreadOfDescription = 0.35;
    private const float ShareOfEnglish = 0.7f;

    /// <summary>Draws a plan. Every number is drawn whether it is stated or not, so that stating one leaves the others alone.</summary>
    /// <remarks>All drawn numbers are rounded, because the last bit of an exponential may differ from machine to machine.</remarks>
    public static SkillPlan Draw(Randomizer random, SkillShape shape)
    {
        var size = Truncated(random, Math.Log(250 / MedianTokens) / SpreadOfTokens, Math.Log(20_000 / MedianTokens) / SpreadOfTokens);
        var density = (Correlation * size) + (Math.Sqrt(1 - (Correlation * Correlation)) * Normal(random));
        var description = Truncated(random, -3, 2.2);
        var documented = random.Double() < ShareWithDocuments;
        var ratio = Truncated(random, Deviations(LeastSaving), Deviations(MostSaving));
        var locale = random.Bool(ShareOfEnglish) ? Language.English.Locale : random.ArrayElement(Language.Others).Locale;
        return new SkillPlan(
            shape.Tokens ?? (int)Math.Round(MedianTokens * Math.Exp(SpreadOfTokens * size)),
            shape.TokensPerLine ?? Math.Round(Math.Min(MostPerLine, LeastPerLine + (MedianAbovePerLine * Math.Exp(SpreadPerLine * density))), 2),
            (int)Math.Round(MedianDescription * Math.Exp(SpreadOfDescription * description)),
            shape.HasDocuments ?? documented ? shape.Saving ?? SavingAt(ratio) : null,
            shape.Locale ?? locale);
    }

    private static double Deviations(double saving) => Math.Log(saving / (1 - saving) / MedianRatio) / SpreadOfRatio;

    private static double SavingAt(double deviations)
    {
        var ratio = MedianRatio * Math.Exp(SpreadOfRatio * deviations);
        return Math.Round(ratio / (1 + ratio), 4);
    }

    private static double Truncated(Randomizer random, double least, double most)
    {
        double drawn;
        do
            drawn = Normal(random);
        while (drawn < least || drawn > most);
        return drawn;
    }

    /// <summary>A standard normal deviate (Box and Muller, 1958).</summary>
    private static double Normal(Randomizer random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.Double())) * Math.Cos(2 * Math.PI * random.Double());
}
