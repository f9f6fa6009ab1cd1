using PerfSpecs.SpecFiles;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Shows what is wrong with a specs file.</summary>
public static class ProblemReport
{
    /// <summary>Writes every problem, in the file's order, then how many errors there are.</summary>
    public static void Write(IAnsiConsole console, SpecFile file)
    {
        foreach (var problem in file.Problems)
        {
            console.Write(new Spectre.Console.Text(ProblemText.Render(problem).TrimEnd() + "\n", new Style(problem.IsError ? Color.Red : Color.Yellow)));
            console.WriteLine();
        }

        var errors = file.Problems.Count(problem => problem.IsError);
        if (errors > 0)
            console.WriteLine($"{errors} error{(errors is 1 ? "" : "s")} in {file.Path}; nothing was run.");
    }
}
