using PerfSpecs.Judging;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Running;

/// <summary>Loads a specs file with every check that needs the code and the statistics as well.</summary>
public static class SuiteFile
{
    /// <summary>What is shown in place of a file's path where all budgets are in code.</summary>
    private const string Code = "the code";

    /// <summary>Loads and checks a file; everything wrong with it is among its problems.</summary>
    /// <param name="path">The file; null to look for it (see <see cref="SpecFile.Locate"/>).</param>
    /// <param name="registry">What is registered in code.</param>
    /// <param name="isPatient">Whether a file that is empty or breaks off is read again for a while, since an editor may be writing it.</param>
    public static SpecFile Load(string? path, Registry registry, bool isPatient = true) =>
        Load(SpecFile.Locate(path), IsNamed(path), registry, isPatient);

    /// <summary>Whether somebody said which file to read.</summary>
    internal static bool IsNamed(string? path) =>
        !string.IsNullOrEmpty(path) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SpecFileSearch.Variable));

    /// <summary>Loads and checks the file that was found. Budgets in code need no file, unless one was named.</summary>
    internal static SpecFile Load(SpecFileSearch search, bool isNamed, Registry registry, bool isPatient = true)
    {
        var read = search.Found is null && !isNamed && registry.DeclaresSpecs
            ? new SpecFile(Code, new SuiteSettings(), [], [])
            : SpecFile.Load(search, registry.Known, isPatient);
        var file = Merged(read, registry.Problems);
        if (!file.IsUsable)
            return file;
        var all = RunPlan.All(file, registry);
        var found = Reachability.Check(all, ErrorBudget.FailError(file.Suite, all)).Concat(Twice(file, registry)).ToList();
        return Merged(file, found);
    }

    private static SpecFile Merged(SpecFile file, IReadOnlyList<Problem> found) => found.Count is 0 ? file : file with
    {
        Problems =
        [
            .. file.Problems.Concat(found)
                .OrderBy(problem => problem.Where?.File, StringComparer.Ordinal).ThenBy(problem => problem.Where?.Line).ThenBy(problem => problem.Where?.Column),
        ],
    };

    private static IEnumerable<Problem> Twice(SpecFile file, Registry registry)
    {
        var inCode = registry.Specs.ToLookup(spec => IdentityChecks.Folded(spec.Id), StringComparer.Ordinal);
        foreach (var inFile in file.Specs)
        {
            if (inCode[IdentityChecks.Folded(inFile.Id)].FirstOrDefault() is not { } other)
                continue;
            var place = other.Where is { } where ? $" at {where}" : "";
            yield return string.Equals(inFile.Id, other.Id, StringComparison.Ordinal)
                ? Error(ProblemCodes.DuplicateId, $"the id \"{inFile.Id}\" is already that of the budget in code{place}; rename one of them", inFile)
                : Error(ProblemCodes.AlikeIds, $"the id \"{inFile.Id}\" looks like \"{other.Id}\" of the budget in code{place}; rename one of them", inFile);
        }
    }

    private static Problem Error(string code, string message, Spec spec) => new(code, IsError: true, message, spec.Where);
}
