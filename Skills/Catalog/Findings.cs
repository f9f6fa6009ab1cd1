namespace Skills;

/// <summary>Collects the problems of one file, and knows which of them are errors.</summary>
internal sealed class Findings(string file, bool strict)
{
    private List<SkillProblem>? problems;

    public bool HasErrors { get; private set; }

    /// <summary>The skill cannot be used.</summary>
    public void Fault(string code, int line, string message) => Add(code, isError: true, line, message);

    /// <summary>The standard is broken, yet the skill can be used: an error in strict validation alone.</summary>
    public void Lapse(string code, int line, string message) => Add(code, strict, line, message);

    /// <summary>The standard is kept, but the author should know.</summary>
    public void Note(string code, int line, string message) => Add(code, isError: false, line, message);

    public IReadOnlyList<SkillProblem> ByLine() => problems is null ? [] : [.. problems.OrderBy(problem => problem.Line)];

    private void Add(string code, bool isError, int line, string message)
    {
        HasErrors |= isError;
        (problems ??= []).Add(new SkillProblem(code, isError, message, file, line));
    }
}
