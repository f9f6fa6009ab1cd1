using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>true or false.</summary>
internal sealed record FlagShape : Shape<bool>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out bool result)
    {
        result = value is Located.Flag { Value: true };
        if (value is Located.Flag)
            return true;
        reading.WrongKind(value, "true or false");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "boolean" };
}

/// <summary>A whole number within a range, both ends included.</summary>
internal sealed record IntegerShape(string Name, int Least, int Most, string Code) : Shape<int>
{
    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out int result)
    {
        result = 0;
        if (value is not Located.Number { Value: var number, Raw: var raw })
        {
            reading.WrongKind(value, $"{Name} as a whole number");
            return false;
        }

        if (double.IsInteger(number) && number >= Least && number <= Most)
        {
            result = (int)number;
            return true;
        }

        reading.Error(Code, value, string.Create(CultureInfo.InvariantCulture, $"{Name} is a whole number between {Least} and {Most}, not {raw}"));
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "integer", ["minimum"] = Least, ["maximum"] = Most };
}

/// <summary>A file's version.</summary>
internal sealed record VersionShape : Shape<int>
{
    private const int Current = 1;

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out int result)
    {
        result = Current;
        if (value is not Located.Number { Value: var number, Raw: var raw })
        {
            reading.WrongKind(value, "the version as a number");
            return false;
        }

        if (number is Current)
            return true;
        reading.Error(ProblemCodes.Version, value, number > Current
            ? $"the file is of version {raw}, and this PerfSpecs reads version {Current}; use a newer PerfSpecs"
            : $"there is no version {raw}; write {Current}");
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) => new() { ["type"] = "integer", ["enum"] = new JsonArray(Current) };
}

/// <summary>Warm-up runs, or the runner's own rule.</summary>
/// <param name="Most">The most runs.</param>
internal sealed record WarmupShape(int Most) : Shape<int?>
{
    private const string Automatic = "auto";

    private IntegerShape Runs => new("warmup", 0, Most, ProblemCodes.OutOfRange);

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, out int? result)
    {
        result = null;
        if (value is Located.Text { Value: Automatic })
            return true;
        if (value is not Located.Number)
        {
            reading.WrongKind(value, "\"auto\" or a number of runs");
            return false;
        }

        var read = Runs.TryRead(value, reading, out var runs);
        result = runs;
        return read;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray(Automatic) }, Runs.Describe(catalogue)) };
}
