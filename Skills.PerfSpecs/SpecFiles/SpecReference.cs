using System.Text;

namespace PerfSpecs.SpecFiles;

/// <summary>The reference of specs files for people, made from the table that reads them.</summary>
public static class SpecReference
{
    /// <summary>The reference as Markdown with <c>\n</c> line ends.</summary>
    /// <param name="known">The workloads whose metrics it lists, in this order.</param>
    public static string Generate(IReadOnlyList<WorkloadInfo> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var text = new StringBuilder("# specs.json\n\nMade by `make schema` from the table that reads the file: what stands here is what is read. Comments and trailing commas are accepted;\nnames are case-sensitive; what is unknown is an error.\n");
        Section(text, "The file", SpecProperties.Root.Properties);
        Section(text, "`suite`", SpecProperties.SuiteShape.Properties);
        Section(text, "A kind of machine", MachinesShape.Traits.Properties);
        Section(text, "A spec", SpecProperties.SpecShape.Properties);
        Section(text, "`quarantine`", SpecProperties.QuarantineShape.Properties);
        text.Append("\n`defaults` takes ").AppendJoin(", ", SpecProperties.Shared.Select(property => $"`{property.Name}`")).Append(": what a spec does not state itself.\n");
        Targets(text);
        Metrics(text, known);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string heading, IReadOnlyList<Property> properties)
    {
        text.Append("\n## ").Append(heading).Append("\n\n| property | what it says | default | examples |\n|---|---|---|---|\n");
        foreach (var property in properties)
            text.Append($"| `{property.Name}`{Needed(property)} | {Cell(property.Description)} | {Code(property.Default)} | {string.Join(", ", property.Examples.Select(Code))} |\n");
    }

    private static string Needed(Property property) => property switch
    {
        { Required: false } => "",
        { OrElse: { } other } => $" (needed, or `{other}`)",
        _ => " (needed)",
    };

    private static void Targets(StringBuilder text)
    {
        text.Append("\n## Targets\n\n`[statistic] operator number unit`. Statistics: `median` (where none is named), `p95`, `p99.9`, `mean` (needs `max`), `rate`, `exact`. Operators: `<` `<=` `>` `>=`.\n\n| dimension | units |\n|---|---|\n");
        foreach (var units in Unit.Known.GroupBy(unit => unit.Dimension))
            text.Append($"| {units.Key.ToString().ToLowerInvariant()} | {string.Join(" ", units.Select(unit => $"`{unit.Symbol}`"))} |\n");
        text.Append("| count | the metric's own noun |\n");
    }

    private static void Metrics(StringBuilder text, IReadOnlyList<WorkloadInfo> known)
    {
        text.Append("\n## Metrics of every workload\n\n| measure | unit | what it is |\n|---|---|---|\n");
        foreach (var measure in Measure.BuiltIn)
            Row(text, measure.Name, measure);
        text.Append("\n## Metrics of this program's workloads\n\n| metric | unit | what it is |\n|---|---|---|\n");
        foreach (var workload in known)
        {
            foreach (var measure in workload.Measures.Skip(Measure.BuiltIn.Count))
                Row(text, $"{workload.Name}/{measure.Name}", measure);
            if (workload.Measures.Count == Measure.BuiltIn.Count)
                text.Append($"| `{workload.Name}/...` | | those of every workload |\n");
        }
    }

    private static void Row(StringBuilder text, string name, Measure measure) =>
        text.Append($"| `{name}` | {measure.Unit.Symbol} | {Cell(measure.Description)}{(measure.Kind is MetricKind.Exact ? "; exact" : "")} |\n");

    private static string Code(string? json) => json is null ? "" : $"`{json.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
