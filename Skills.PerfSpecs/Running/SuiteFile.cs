using PerfSpecs.Judging;
using PerfSpecs.Specs;

namespace PerfSpecs.Running;

/// <summary>Loads a specs file with every check that needs the code and the statistics as well.</summary>
public static class SuiteFile
{
    /// <summary>Loads and checks a file; everything wrong with it is among its problems.</summary>
    /// <param name="path">The file; null to look for it (see <see cref="SpecFile.Locate"/>).</param>
    /// <param name="registry">What is registered in code.</param>
    public static SpecFile Load(string? path, Registry registry) => LoadFound(SpecFile.Locate(path), registry);

    /// <summary>Loads and checks the file that was found.</summary>
    /// <param name="search">What was found.</param>
    /// <param name="registry">What is registered in code.</param>
    internal static SpecFile LoadFound(SpecFileSearch search, Registry registry)
    {
        var file = SpecFile.Load(search, registry.Known);
        if (!file.IsUsable)
            return file;
        var all = RunPlan.All(file, registry);
        var found = Reachability.Check(all, ErrorBudget.FailError(file.Suite, all)).Concat(Twice(file, registry)).ToList();
        return found.Count is 0
            ? file
            : file with { Problems = [.. file.Problems.Concat(found).OrderBy(problem => problem.Where?.Line).ThenBy(problem => problem.Where?.Column)] };
    }

    private static IEnumerable<Problem> Twice(SpecFile file, Registry registry) =>
        from inFile in file.Specs
        where registry.Specs.Any(inCode => string.Equals(inCode.Id, inFile.Id, StringComparison.OrdinalIgnoreCase))
        select new Problem("PS114", IsError: true, $"the id \"{inFile.Id}\" also belongs to a budget in code; give this one another \"id\"", inFile.Where);
}
