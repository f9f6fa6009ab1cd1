using PerfSpecs.Running;
using PerfSpecs.Specs;

namespace PerfSpecs.CommandLine;

/// <summary>Prints the schema that gives editors completion in specs.json.</summary>
internal static class SchemaVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation)
    {
        await Console.Out.WriteAsync(SpecSchema.Generate(invocation.Registry.Known));
        return ExitCode.Passed;
    }
}
