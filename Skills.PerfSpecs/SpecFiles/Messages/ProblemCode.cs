namespace PerfSpecs.SpecFiles;

/// <summary>What one code means.</summary>
/// <param name="Code">The code, such as <see cref="ProblemCodes.UnknownName"/>.</param>
/// <param name="Meaning">The one thing that is wrong, as a sentence.</param>
/// <param name="Example">Input that gives the code.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
internal sealed record ProblemCode(string Code, string Meaning, CodeExample Example, string Remedy);

/// <summary>Input that gives a code: a closed family.</summary>
internal abstract record CodeExample
{
    private CodeExample()
    {
    }

    /// <summary>The text as a reader sees it.</summary>
    public abstract string Text { get; }

    /// <summary>Entries of the file's <c>specs</c>.</summary>
    public sealed record Specs(params IReadOnlyList<string> Entries) : CodeExample
    {
        public override string Text => string.Join(",\n", Entries);
    }

    /// <summary>The whole text of a file.</summary>
    public sealed record File(string Json) : CodeExample
    {
        public override string Text => Json;
    }

    /// <summary>What cannot be shown as the text of a file: C#, or the state of a disk.</summary>
    public sealed record Other(string Words) : CodeExample
    {
        public override string Text => Words;
    }
}
