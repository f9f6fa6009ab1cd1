using System.Globalization;

namespace PerfSpecs.SpecFiles;

/// <summary>The statistic that a target begins with, and whether the metric has it.</summary>
internal static class TargetStatistic
{
    private const string Known = "median, p1 to p99.9, mean, rate, exact";
    private static readonly string[] Names = ["median", "mean", "rate", "exact"];

    private static readonly Dictionary<string, string> Habits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["avg"] = "mean",
        ["average"] = "mean",
        ["max"] = "p99",
        ["maximum"] = "p99",
        ["min"] = "p1",
        ["minimum"] = "p1",
    };

    /// <summary>The statistic at the cursor, or the metric's own where none is stated; null with a problem.</summary>
    public static Statistic? Read(TextCursor cursor, Measure? measure)
    {
        var start = cursor.Position;
        if (!char.IsLetter(cursor.Current))
            return Default(measure);
        var word = cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '.' or ',' or '_' or '-');
        if (Named(word) is not { } statistic)
        {
            cursor.Add(ProblemCodes.UnknownName, start, word.Length, Unknown(word), Known);
            return null;
        }

        if (measure is null || Fits(statistic, measure.Kind))
            return statistic;
        cursor.Add(ProblemCodes.UnsuitableStatistic, start, word.Length, Illegal(word, measure));
        return null;
    }

    private static Statistic Default(Measure? measure) => measure?.Kind switch
    {
        MetricKind.Exact => new Statistic.Exact(),
        MetricKind.Rate => new Statistic.Rate(),
        _ => Statistic.Median,
    };

    private static Statistic? Named(string word) => word switch
    {
        "median" => Statistic.Median,
        "mean" => new Statistic.Mean(),
        "rate" => new Statistic.Rate(),
        "exact" => new Statistic.Exact(),
        _ => Quantile(word),
    };

    private static Statistic.Quantile? Quantile(string word)
    {
        var point = word.IndexOf('.', StringComparison.Ordinal);
        var wholeDigits = (point < 0 ? word.Length : point) - 1;
        if (!IsQuantile(word) || wholeDigits is < 1 or > 2)
            return null;
        // A decimal, so that p99.9 is the double nearest to 0.999.
        return decimal.TryParse(word.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && (double)(percent / 100) is > 0 and < 1 and var probability
            ? new Statistic.Quantile(probability)
            : null;
    }

    private static bool IsQuantile(string word) => word.Length > 1 && word[0] is 'p' && word[^1] is not '.' && !word.AsSpan(1).ContainsAnyExcept("0123456789.");

    private static bool Fits(Statistic statistic, MetricKind kind) => statistic switch
    {
        Statistic.Exact => kind is MetricKind.Exact,
        Statistic.Rate => kind is MetricKind.Rate,
        _ => kind is MetricKind.Sampled,
    };

    private static string Unknown(string word)
    {
        if (IsQuantile(word))
            return $"there is no quantile {MessageText.Quote(word)}; quantiles lie between p0 and p100, both excluded";
        return Habits.TryGetValue(word, out var habit)
            ? $"unknown statistic {MessageText.Quote(word)}; did you mean {MessageText.Quote(habit)}?"
            : $"unknown statistic {MessageText.Quote(word)}{MessageText.DidYouMean(word, [.. Names, "p50", "p90", "p95", "p99", "p99.9"])}";
    }

    private static string Illegal(string word, Measure measure) => measure.Kind switch
    {
        MetricKind.Exact => $"{measure.Name} is the same in every run and has no {word}; write exact",
        MetricKind.Rate => $"{measure.Name} is either true or false of a sample and has no {word}; write rate",
        _ => $"{measure.Name} varies from sample to sample and has no {word}; write median, a quantile such as p95, or mean",
    };
}
