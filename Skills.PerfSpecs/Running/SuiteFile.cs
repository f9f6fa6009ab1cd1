using PerfSpecs.Judging;
using PerfSpecs.Specs;

namespace PerfSpecs.Running;

/// <summary>Loads a specs file with every check that needs the code and the statistics as well.</summary>
public static class SuiteFile
{
    /// <summary>Loads and checks a file; everything wrong with it is among its problems.</summary>
    /// <param name="path">The file; null to look for it (see <see cref="SpecFile.Locate"/>).</param>
    /// <param name="registry">What is registered in code.</param>
    public static SpecFile Load(string? path, Registry registry)
    {
        var file = SpecFile.Load(SpecFile.Locate(path), registry.Known);
        if (!file.IsUsable)
            return file;
        var all = RunPlan.All(file, registry);
        var unreachable = Reachability.Check(all, ErrorBudget.FailError(file.Suite, all)).ToList();
        return unreachable.Count is 0
            ? file
            : file with { Problems = [.. file.Problems.Concat(unreachable).OrderBy(problem => problem.Where?.Line).ThenBy(problem => problem.Where?.Column)] };
    }
}
