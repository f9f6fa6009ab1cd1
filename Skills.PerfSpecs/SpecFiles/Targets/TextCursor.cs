namespace PerfSpecs.SpecFiles;

/// <summary>A place in a short text that moves forward, and the problems met on the way.</summary>
internal sealed class TextCursor(string text)
{
    private readonly List<TextProblem> problems = [];

    public string Text => text;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    public char Current => AtEnd ? '\0' : text[Position];

    public string Rest => text[Position..];

    public IReadOnlyList<TextProblem> Problems => problems;

    public void SkipSpace() => TakeWhile(char.IsWhiteSpace);

    public string TakeWhile(Func<char, bool> accepts)
    {
        var start = Position;
        while (!AtEnd && accepts(Current))
            Position++;
        return text[start..Position];
    }

    public void Add(string code, int start, int length, string message, string? known = null) =>
        problems.Add(new TextProblem(code, message, start, length, known));
}
