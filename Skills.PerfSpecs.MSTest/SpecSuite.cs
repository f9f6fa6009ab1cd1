using PerfSpecs.Running;
using PerfSpecs.SpecFiles;
using PerfSpecs.Text;

namespace PerfSpecs.MSTest;

/// <summary>The suite as the test platform sees it: read anew at each discovery and run, so that an edited target holds at once.</summary>
internal sealed record SpecSuite(SpecFile File, Registry Registry)
{
    /// <summary>The name of the one test that an unusable specs file becomes.</summary>
    public const string Unusable = "specs.json is unusable";

    public static SpecSuite Load(Test tests)
    {
        var registry = new Registry(tests);
        return new SpecSuite(SuiteFile.Load(null, registry), registry);
    }

    public RunPlan Plan(Selection selection) => RunPlan.Of(File, Registry, selection, seed: null, Days.Today());

    /// <summary>Everything wrong with the file and with the budgets in code, as a person would want to read it.</summary>
    public string Diagnosis() => string.Join("\n", File.Problems.Select(ProblemText.Render).DefaultIfEmpty($"{File.Path} holds no specs."));
}
