using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs.CommandLine;

/// <summary>Prints the schema that gives editors completion in specs.json, or that of the results.</summary>
internal static class SchemaVerb
{
    /// <summary>Asks for the schema of specs files.</summary>
    public const string Specs = "specs";

    /// <summary>Asks for the schema of results files.</summary>
    public const string Results = "results";

    /// <summary>Asks for the reference of specs files, for people.</summary>
    public const string Reference = "reference";

    /// <summary>Asks for the page that explains the codes of errors.</summary>
    public const string Codes = "codes";

    public static async Task<ExitCode> Execute(Invocation invocation, string of)
    {
        var problems = invocation.Registry.Problems;
        if (problems.Any(problem => problem.IsError))
        {
            foreach (var problem in problems)
                await invocation.Console.Profile.Out.Writer.WriteLineAsync(ProblemText.Render(problem));
            return ExitCode.Invalid;
        }

        await invocation.Console.Profile.Out.Writer.WriteAsync(of switch
        {
            Results => ResultsSchema.Generate(),
            Codes => ErrorCodes.Generate(),
            Reference => SpecReference.Generate(invocation.Registry.Known),
            _ => SpecSchema.Generate(invocation.Registry.Known),
        });
        return ExitCode.Passed;
    }
}
