using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.CommandLine;

/// <summary>One aligned line for each judged spec.</summary>
internal sealed class SpecLine
{
    private const int EstimateWidth = 14;
    private const int IntervalWidth = 18;

    private readonly int _id;
    private readonly int _statistic;
    private readonly int _target;

    public SpecLine(IReadOnlyList<PlannedSpec> specs)
    {
        _id = Longest(specs, spec => spec.Spec.Id);
        _statistic = Longest(specs, spec => spec.Spec.Target.Statistic.ToString());
        _target = Longest(specs, spec => spec.Spec.Target.BoundText);
    }

    /// <summary>The colour of a finding, as Spectre.Console names it.</summary>
    public static string Colour(Finding finding) => finding switch
    {
        Finding.Pass => "green",
        Finding.Fail or Finding.Error => "red",
        Finding.Warning or Finding.Inconclusive or Finding.Unfit => "yellow",
        Finding.Info => "blue",
        _ => "grey",
    };

    /// <summary>The line as markup, no wider than <paramref name="width"/>: the hindmost columns go first.</summary>
    public string Markup(SpecResult result, int width)
    {
        var (spec, judgement) = (result.Spec.Spec, result.Judgement);
        var head = $"  {Words.Symbol(result)} {Pad(spec.Id, _id)}";
        var remark = Words.Remark(result);
        string[] columns = judgement.Interval is not null
            ?
            [
                Pad(spec.Target.Statistic.ToString(), _statistic),
                Pad(Words.Estimate(result), EstimateWidth),
                Pad(judgement.Verdict is Verdict.Error ? "" : Words.Interval(result), IntervalWidth),
                Pad(spec.Target.BoundText, _target),
                Pad($"n={judgement.Values.Count}", 6),
                Pad(Format.Seconds(result.Elapsed), 6),
                string.Join("  ", Parts(result, remark).Where(part => part.Length > 0)),
            ]
            : [remark];
        var text = string.Join("  ", columns).TrimEnd();
        var room = Math.Max(10, width - head.Length - 2);
        if (text.Length > room)
            text = text[..(room - 1)].TrimEnd() + "…";
        var colour = Colour(Findings.Of(result));
        return $"[{colour}]{Spectre.Console.Markup.Escape(head)}[/]  {Spectre.Console.Markup.Escape(text)}";
    }

    private static IEnumerable<string> Parts(SpecResult result, string remark) =>
    [
        result.Batch > 1 ? $"batches of {result.Batch}" : "",
        result.Launches is { } launches ? Words.Launches(launches) : "",
        remark,
        .. Words.Doubts(result),
    ];

    private static int Longest(IReadOnlyList<PlannedSpec> specs, Func<PlannedSpec, string> text) =>
        specs.Count is 0 ? 0 : specs.Max(spec => text(spec).Length);

    private static string Pad(string text, int width) => text.PadRight(width);
}
