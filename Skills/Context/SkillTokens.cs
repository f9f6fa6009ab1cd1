namespace Skills;

/// <summary>What a skill costs a model in tokens (o200k_base), loaded step by step or all at once.</summary>
/// <param name="Instructions">SKILL.md's body.</param>
/// <param name="Initial">What is loaded when the skill is activated: the instructions and the list of the bundled files.</param>
/// <param name="Documents">All bundled documents together: files that end in .md, .markdown, .mdx, .txt, .rst or .adoc, as they stand. Not counted: SKILL.md itself, scripts, data and schemas, and licences (a file with license, licence, copying, notice, notices, copyright, unlicense or OFL as a word of its name), because no execution reads them.</param>
/// <param name="DocumentFiles">How many files <paramref name="Documents"/> counts.</param>
/// <param name="Passed">Documents that were not counted because they exceed 8 MiB or could not be read; the saving is understated by them.</param>
public sealed record SkillTokens(int Instructions, int Initial, long Documents, int DocumentFiles, int Passed)
{
    /// <summary>The part of the tokens that progressive loading leaves out at activation, 0 to 1: <c>1 - Initial / (Initial + Documents)</c>. 0 for a skill without documents.</summary>
    public double Saving => 1 - ((double)Initial / (Initial + Documents));
}
