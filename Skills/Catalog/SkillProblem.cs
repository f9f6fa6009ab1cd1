namespace Skills;

/// <summary>One thing that is wrong with a skill, or with a folder that was searched for skills.</summary>
/// <param name="Code">A stable word for the kind of problem, such as <c>name-missing</c>; for programs.</param>
/// <param name="IsError">Whether the skill cannot be used because of it; a warning otherwise.</param>
/// <param name="Message">What is wrong and how to mend it; for people.</param>
/// <param name="File">The full path of the file or folder concerned.</param>
/// <param name="Line">The line in <paramref name="File"/>, from 1; 0 where the problem is not in a line.</param>
public sealed record SkillProblem(string Code, bool IsError, string Message, string File, int Line)
{
    /// <summary>The problem as compilers print theirs, so that editors can jump to it.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? FormattableString.Invariant($"{File}:{Line}") : File;
        return $"{place}: {(IsError ? "error" : "warning")} {Code}: {Message}";
    }
}

/// <summary>What came of reading one skill.</summary>
/// <param name="Skill">The skill; null exactly when one of the problems is an error.</param>
/// <param name="Problems">Everything that was found, sorted by line; empty for a flawless skill.</param>
public sealed record SkillReading(Skill? Skill, IReadOnlyList<SkillProblem> Problems);
