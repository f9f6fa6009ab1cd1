using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Specs;

namespace PerfSpecs.CommandLine;

/// <summary>Prints the schema that gives editors completion in specs.json, or that of the results.</summary>
internal static class SchemaVerb
{
    /// <summary>Asks for the schema of specs files.</summary>
    public const string Specs = "specs";

    /// <summary>Asks for the schema of results files.</summary>
    public const string Results = "results";

    public static async Task<ExitCode> Execute(Invocation invocation, string of)
    {
        await Console.Out.WriteAsync(of is Results ? ResultsSchema.Generate() : SpecSchema.Generate(invocation.Registry.Known));
        return ExitCode.Passed;
    }
}
