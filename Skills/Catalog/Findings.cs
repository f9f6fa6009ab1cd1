namespace Skills;

/// <summary>Collects the problems of one file, and knows which of them are errors.</summary>
internal sealed class Findings(string file, bool strict)
{
    /// <summary>So many problems of one file are kept; who mends them sees the rest.</summary>
    private const int MostKept = 100;

    private List<SkillProblem>? problems;
    private int dropped;

    public bool HasErrors { get; private set; }

    /// <summary>The skill cannot be used.</summary>
    public void Fault(string code, int line, string message) => Add(code, isError: true, line, message);

    /// <summary>The standard is broken, yet the skill can be used: an error in strict validation alone.</summary>
    public void Lapse(string code, int line, string message) => Add(code, strict, line, message);

    /// <summary>The standard is kept, but the author should know.</summary>
    public void Note(string code, int line, string message) => Add(code, isError: false, line, message);

    public IReadOnlyList<SkillProblem> ByLine() => problems switch
    {
        null => [],
        _ when dropped is 0 => [.. problems.OrderBy(problem => problem.Line)],
        _ => [.. problems.OrderBy(problem => problem.Line), new SkillProblem("more-problems", HasErrors, FormattableString.Invariant($"{dropped:N0} further problems of this file are not listed; correct these first."), file, 0)],
    };

    private void Add(string code, bool isError, int line, string message)
    {
        HasErrors |= isError;
        if (problems?.Count >= MostKept)
        {
            dropped++;
            return;
        }

        (problems ??= []).Add(new SkillProblem(code, isError, message, file, line));
    }
}
