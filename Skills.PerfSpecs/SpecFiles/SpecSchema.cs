using System.Text.Encodings.Web;
using System.Text.Json;

namespace PerfSpecs.SpecFiles;

/// <summary>The JSON schema of specs files, made from the table that reads them.</summary>
public static class SpecSchema
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The schema is read by people too, and is never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The draft-07 schema as indented text with <c>\n</c> line ends, the last one included; the same text for the same workloads.</summary>
    /// <param name="known">The workloads whose metrics and parameters it lists, in this order.</param>
    public static string Generate(IReadOnlyList<WorkloadInfo> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var schema = SpecProperties.Root.Describe(new MetricCatalogue(known));
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "PerfSpecs");
        schema.Insert(2, "description", "Performance budgets: metric, target, sample count.");
        return schema.ToJsonString(Layout) + "\n";
    }
}
