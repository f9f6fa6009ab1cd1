namespace PerfSpecs.SpecFiles;

/// <summary>What was read from one specs file.</summary>
/// <param name="Path">The path as it is shown.</param>
/// <param name="Suite">What holds for the whole file; the defaults where it says nothing.</param>
/// <param name="Specs">The specs in the file's order, parameters expanded; empty where the file has errors that leave none.</param>
/// <param name="Problems">Every error and warning, sorted by place. With an error among them nothing may be run.</param>
public sealed partial record SpecFile(string Path, SuiteSettings Suite, IReadOnlyList<Spec> Specs, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether the file has no error.</summary>
    public bool IsUsable => !Problems.Any(problem => problem.IsError);
}
