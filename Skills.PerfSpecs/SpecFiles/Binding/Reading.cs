namespace PerfSpecs.SpecFiles;

/// <summary>One reading of a file: what it may name, where and on what day it is read, and the problems met so far.</summary>
internal sealed class Reading(SourceText source, MetricCatalogue catalogue, Machine machine, DateOnly today)
{
    /// <summary>The most problems that are collected: nobody reads more at once.</summary>
    private const int Most = 1_000;

    private readonly List<Problem> problems = [];

    public SourceText Source => source;

    public MetricCatalogue Catalogue => catalogue;

    public Machine Machine => machine;

    /// <summary>The kinds of machines that the file names, in its order.</summary>
    public IReadOnlyList<MachineKind> Machines { get; set; } = [];

    public DateOnly Today => today;

    /// <summary>Every problem, sorted by place; the errors of a place before its warnings.</summary>
    public IReadOnlyList<Problem> Problems =>
    [
        .. problems
            .OrderBy(problem => problem.Where?.Line ?? 0)
            .ThenBy(problem => problem.Where?.Column ?? 0)
            .ThenBy(problem => !problem.IsError),
    ];

    /// <summary>Whether further problems are dropped, so that nobody needs to look for a suggestion.</summary>
    public bool IsFull => problems.Count >= Most;

    /// <summary>The members whose names were not used before in their object; the others are reported.</summary>
    /// <param name="members">The members of one object.</param>
    /// <param name="name">What a member is called in messages.</param>
    public IEnumerable<Member> Distinct(IEnumerable<Member> members, string name)
    {
        var first = new Dictionary<string, Member>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (first.TryAdd(member.Name, member))
                yield return member;
            else
                Error(ProblemCodes.DuplicateName, member, $"{name} {MessageText.Quote(member.Name)} is used twice here, first at {source.At(first[member.Name].Start)}; keep one of them");
        }
    }

    public void Add(Problem problem)
    {
        if (!IsFull)
            problems.Add(problem);
    }

    public void Error(string code, Located value, string message, string? known = null) => Add(code, isError: true, message, value.Start, value.End, known);

    public void Error(string code, Member member, string message, string? known = null) => Add(code, isError: true, message, member.Start, member.End, known);

    public void Warning(string code, Located value, string message) => Add(code, isError: false, message, value.Start, value.End, known: null);

    /// <summary>A problem within a string, placed in the file.</summary>
    public void Add(Located.Text text, TextProblem problem) =>
        Add(problem.Code, isError: true, problem.Message, source.OffsetIn(text, problem.Start), source.OffsetIn(text, problem.Start + problem.Length), problem.Known);

    private void Add(string code, bool isError, string message, int start, int end, string? known)
    {
        if (!IsFull)
            Add(source.Problem(code, isError, message, start, end, known));
    }

    /// <summary>An error for a value of another kind than the property takes.</summary>
    public void WrongKind(Located value, string expected) =>
        Error(ProblemCodes.WrongKind, value, value switch
        {
            Located.Text { Value: var text } => $"expected {expected}, not the text {MessageText.Quote(text)}",
            Located.Number { Raw: var raw } => $"expected {expected}, not the number {raw}",
            _ => $"expected {expected}, not {value.Kind}",
        });
}
