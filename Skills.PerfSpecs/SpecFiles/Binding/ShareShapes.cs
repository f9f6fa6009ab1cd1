using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>A share as <c>"99%"</c> or as 0.99.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Most">The upper end of the range; the lower is 0, and is excluded.</param>
/// <param name="WithMost">Whether <paramref name="Most"/> itself is allowed.</param>
/// <param name="Code">The code of a share out of range.</param>
internal sealed record ShareShape(string Name, double Most, bool WithMost, string Code) : Shape<double>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out double result)
    {
        result = 0;
        switch (value)
        {
            case Located.Number { Value: var number, Raw: var raw }:
                result = number;
                return InRange(number, value, raw, reading);
            case Located.Text text when Percent(text, reading) is { } percent:
                result = Hundredth(percent);
                return InRange(result, value, text.Value, reading);
            case Located.Text:
                return false;
            default:
                reading.WrongKind(value, $"{Name} such as \"99%\" or 0.99");
                return false;
        }
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = $@"^\s*{NumberText.Pattern}\s*%\s*$" },
            new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, [WithMost ? "maximum" : "exclusiveMaximum"] = Most }),
    };

    private static double? Percent(Located.Text text, Reading reading)
    {
        var cursor = new TextCursor(text.Value);
        cursor.SkipSpace();
        var number = NumberText.Read(cursor);
        foreach (var problem in cursor.Problems)
            reading.Add(text, problem);
        cursor.SkipSpace();
        if (number is not { } percent || cursor.Rest.TrimEnd().Equals("%", StringComparison.Ordinal))
            return number;
        reading.Error(ProblemCodes.WrongKind, text, cursor.AtEnd
            ? $"the number {MessageText.Quote(text.Value)} stands in quotes; write {text.Value.Trim()} without them, or \"{MessageText.Number(percent)}%\" for a percentage"
            : $"{MessageText.Quote(text.Value)} is not a share; write one such as \"99%\" or 0.99");
        return null;
    }

    // In decimals, so that 99.9 % is the double nearest to 0.999; what is far out of range needs no such care.
    private static double Hundredth(double percent) => Math.Abs(percent) < 1000 ? (double)((decimal)percent / 100) : percent / 100;

    private bool InRange(double share, Located value, string written, Reading reading)
    {
        if (share > 0 && (share < Most || (WithMost && share == Most)))
            return true;
        var meant = value is Located.Number && share is > 1 and < 100 && share / 100 <= Most ? $"; did you mean \"{MessageText.Number(share)}%\"?" : "";
        var range = WithMost ? $"above 0 % and at most {MessageText.Number(Most * 100)} %" : $"between 0 % and {MessageText.Number(Most * 100)} %, both excluded";
        reading.Error(Code, value, $"{Name} lies {range}, not {MessageText.Visible(written)}{meant}");
        return false;
    }
}

/// <summary>A factor above 1, as 1.5 or as <c>"1.5x"</c>.</summary>
internal sealed record FactorShape(string Name, double Most) : Shape<double>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out double result)
    {
        result = 0;
        switch (value)
        {
            case Located.Number { Value: var number }:
                result = number;
                break;
            case Located.Text text:
                var (quantity, problems) = TargetParser.ParseQuantity(text.Value, measure: null, hasReference: true);
                foreach (var problem in problems)
                    reading.Add(text, problem);
                if (quantity is null)
                    return false;
                result = quantity.Value.Number;
                break;
            default:
                reading.WrongKind(value, $"{Name} as a factor such as 1.5 or \"1.5x\"");
                return false;
        }

        if (result > 1 && result <= Most)
            return true;
        reading.Error(ProblemCodes.OutOfRange, value, $"{Name} is a factor above 1 and at most {MessageText.Number(Most)}, not {MessageText.Number(result)}");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = $@"^\s*{NumberText.Pattern}\s*x\s*$" },
            new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 1, ["maximum"] = Most }),
    };
}

/// <summary>A duration as <c>"30 s"</c>.</summary>
internal sealed record DurationShape(string Name, TimeSpan Least, TimeSpan Most) : Shape<TimeSpan>
{
    private static readonly Measure Time = new("duration", Unit.Nanosecond, MetricKind.Sampled, Better.Lower, "a duration");

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out TimeSpan result)
    {
        result = default;
        if (value is not Located.Text text)
        {
            reading.WrongKind(value, $"{Name} as a number with a unit such as \"30 s\"");
            return false;
        }

        var (quantity, problems) = TargetParser.ParseQuantity(text.Value, Time, hasReference: false);
        foreach (var problem in problems)
            reading.Add(text, problem);
        if (quantity is not { } read)
            return false;
        if (read.Value >= Least.TotalNanoseconds && read.Value <= Most.TotalNanoseconds)
        {
            result = TimeSpan.FromTicks((long)Math.Round(read.Value / TimeSpan.NanosecondsPerTick));
            return true;
        }

        reading.Error(ProblemCodes.OutOfRange, value, $"{Name} lies between {Written(Least)} and {Written(Most)}, not {MessageText.Quote(text.Value)}");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["type"] = "string", ["pattern"] = $@"^\s*{NumberText.Pattern}\s*{UnitText.Pattern([], Dimension.Time)}\s*$" };

    private static string Written(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? Unit.Millisecond.Format(time.TotalMilliseconds) : Unit.Minute.Format(time.TotalMinutes);
}
