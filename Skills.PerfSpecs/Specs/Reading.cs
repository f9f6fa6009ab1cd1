namespace PerfSpecs.Specs;

/// <summary>One reading of a file: what it may name, what day it is, and the problems met so far.</summary>
internal sealed class Reading(SourceText source, MetricCatalogue catalogue, DateOnly today)
{
    private readonly List<Problem> problems = [];

    public SourceText Source => source;

    public MetricCatalogue Catalogue => catalogue;

    public DateOnly Today => today;

    /// <summary>Every problem, sorted by place; the errors of a place before its warnings.</summary>
    public IReadOnlyList<Problem> Problems =>
    [
        .. problems
            .OrderBy(problem => problem.Where?.Line ?? 0)
            .ThenBy(problem => problem.Where?.Column ?? 0)
            .ThenBy(problem => !problem.IsError),
    ];

    public void Add(Problem problem) => problems.Add(problem);

    public void Error(string code, Located value, string message, string? known = null) =>
        problems.Add(source.Problem(code, isError: true, message, value.Start, value.End, known));

    public void Error(string code, Member member, string message, string? known = null) =>
        problems.Add(source.Problem(code, isError: true, message, member.Start, member.End, known));

    public void Warning(string code, Located value, string message) =>
        problems.Add(source.Problem(code, isError: false, message, value.Start, value.End));

    /// <summary>A problem within a string, placed in the file.</summary>
    public void Add(Located.Text text, TextProblem problem)
    {
        var start = source.OffsetIn(text, problem.Start);
        var end = source.OffsetIn(text, problem.Start + problem.Length);
        problems.Add(source.Problem(problem.Code, isError: true, problem.Message, start, end, problem.Known));
    }

    /// <summary>An error for a value of another kind than the property takes.</summary>
    public void WrongKind(Located value, string expected) =>
        Error("PS130", value, value switch
        {
            Located.Text { Value: var text } => $"expected {expected}, not the text {Words.Quote(text)}",
            Located.Number { Raw: var raw } => $"expected {expected}, not the number {raw}",
            _ => $"expected {expected}, not {value.Kind}",
        });
}
