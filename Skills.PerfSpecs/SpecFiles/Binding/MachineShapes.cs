using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace PerfSpecs.SpecFiles;

/// <summary>A kind of machine that a file names.</summary>
/// <param name="Member">Its name, and where it stands.</param>
/// <param name="IsHere">Whether this machine is one of it.</param>
internal sealed record MachineKind(Member Member, bool IsHere);

/// <summary>Kinds of machines by name, each with the traits that all of its machines have.</summary>
internal sealed record MachinesShape : Shape<IReadOnlyList<MachineKind>>
{
    private const int Most = 100;

    private static readonly Property<string> Name = new("name", new TextShape("the machine's name"), $"The machine's name, or what {Machine.Variable} says; * globs.") { Examples = ["\"ci-*\""] };
    private static readonly Property<int> Cores = new("cores", new IntegerShape("cores", 1, 4096, ProblemCodes.OutOfRange), "The processors that the run may use.");
    private static readonly Property<string> Architecture = new("architecture", new TextShape("the architecture"), "The process's architecture; * globs.") { Examples = ["\"x64\"", "\"arm64\""] };
    private static readonly Property<string> System = new("system", new TextShape("the system"), "linux, windows or macos; * globs.") { Examples = ["\"linux\""] };
    private static readonly Property<string> Processor = new("processor", new TextShape("the processor"), "The processor's name; * globs.") { Examples = ["\"*Xeon*\""] };

    public static ObjectShape Traits { get; } = new("the machine", [Name, Cores, Architecture, System, Processor]);

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<MachineKind> result)
    {
        result = null;
        if (value is not Located.Object { Members: var members })
        {
            reading.WrongKind(value, "an object such as { \"ci\": { \"cores\": 2 } }");
            return false;
        }

        if (members.Count > Most)
        {
            reading.Error(ProblemCodes.TooMany, value, $"{members.Count} kinds of machines are listed; at most {Most} are read");
            return false;
        }

        List<MachineKind> kinds = [];
        foreach (var member in reading.Distinct(members, "the machine"))
        {
            if (Traits.TryRead(member.Value, reading, out var traits))
                kinds.Add(new MachineKind(member, IsOf(traits, reading.Machine)));
        }

        result = kinds;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["type"] = "object", ["additionalProperties"] = Traits.Describe(catalogue) };

    // Traits that are stated and cannot be read have reported why, and nothing will be run by them.
    private static bool IsOf(Fields traits, Machine machine) =>
        Matches(traits, Name, machine.Name)
        && traits.Read(Cores, machine.Cores) == machine.Cores
        && Matches(traits, Architecture, machine.Architecture)
        && Matches(traits, System, machine.System)
        && Matches(traits, Processor, machine.Processor);

    private static bool Matches(Fields traits, Property<string> trait, string? actual) =>
        !traits.TryRead(trait, out var pattern) || (actual is not null && FileSystemName.MatchesSimpleExpression(pattern, actual, ignoreCase: true));
}

/// <summary>A target for each kind of machine; they are read once the metric is known.</summary>
internal sealed record TargetsShape : Shape<IReadOnlyList<(Member Member, Located.Text Text)>>
{
    private static readonly TargetShape Target = new();

    /// <inheritdoc/>
    public override bool TryRead(Located value, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<(Member Member, Located.Text Text)> result)
    {
        result = null;
        if (value is not Located.Object { Members: { Count: > 0 } members })
        {
            reading.WrongKind(value, "an object such as { \"ci\": \"p95 < 10 ms\" }");
            return false;
        }

        List<(Member Member, Located.Text Text)> read = [];
        foreach (var member in reading.Distinct(members, "the machine"))
        {
            if (Target.TryRead(member.Value, reading, out var text))
                read.Add((member, text));
        }

        result = read;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Describe(MetricCatalogue catalogue) =>
        new() { ["type"] = "object", ["additionalProperties"] = Target.Describe(catalogue), ["minProperties"] = 1 };
}
