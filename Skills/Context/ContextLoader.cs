using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Skills;

/// <summary>Loads a skill step by step: what a model is shown at activation, and the list of what it may read on demand.</summary>
/// <remarks>The disk is read once, at the first use, and every answer is kept. <see cref="Of"/> gives the one loader of a skill. Thread-safe.</remarks>
public sealed class ContextLoader
{
    private const int MostLines = 500;
    private const int MostTokens = 5_000;

    private static readonly ConditionalWeakTable<Skill, ContextLoader> Loaders = [];

    private readonly Skill skill;
    private readonly Lazy<ResourceList> files;
    private readonly Lazy<string> list;
    private readonly Lazy<InitialContext> initial;
    private readonly Lazy<SkillTokens> tokens;
    private readonly Lazy<int> listTokens;
    private readonly Lazy<int> bodyTokens;

    /// <summary>A loader of one skill; reads nothing yet.</summary>
    public ContextLoader(Skill skill)
    {
        ArgumentNullException.ThrowIfNull(skill);
        this.skill = skill;
        files = new Lazy<ResourceList>(() => ResourceList.Of(skill));
        list = new Lazy<string>(() => ResourceListText.Of(skill.Directory, files.Value));
        initial = new Lazy<InitialContext>(() => Compose(skill.Body));
        tokens = new Lazy<SkillTokens>(CountAll);
        listTokens = new Lazy<int>(() => TokenCounter.Count(list.Value));
        bodyTokens = new Lazy<int>(() => TokenCounter.Count(skill.Body));
    }

    /// <summary>The loader that everybody shares who uses this instance of the skill: what a skill costs once, it costs once in a process. It lives as long as the skill.</summary>
    public static ContextLoader Of(Skill skill) => Loaders.GetValue(skill, static skill => new ContextLoader(skill));

    /// <summary>Every bundled file but SKILL.md, sorted by path (ordinal); up to 20,000 files, 16 folders deep. Files of size 0, hidden files and licences are listed; generated folders such as <c>.git</c> and <c>node_modules</c>, and links out of the folder, are not.</summary>
    public IReadOnlyList<SkillResource> Resources => files.Value.Resources;

    /// <summary>The instructions, and below them the folder and a line for each bundled file (path, bytes, estimated tokens), or the word that there are none. Above 60 files the folders are listed instead, with the number of their files.</summary>
    public InitialContext LoadInitialContext() => initial.Value;

    /// <summary>The same with other instructions, such as the body after <see cref="Preprocessor.Substitute"/>; kept only where they are the skill's own body.</summary>
    public InitialContext LoadInitialContext(string instructions)
    {
        ArgumentNullException.ThrowIfNull(instructions);
        return ReferenceEquals(instructions, skill.Body) ? initial.Value : Compose(instructions);
    }

    /// <summary>The list of the bundled files, as it follows the instructions.</summary>
    public string ResourceText => list.Value;

    /// <summary>Shows whether the skill's text is the same as before.</summary>
    internal string Digest => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(skill.Body)));

    /// <summary>Tokens of <see cref="ResourceText"/>; counted once.</summary>
    internal int ResourceTokens => listTokens.Value;

    /// <summary>Tokens of instructions; those of the skill's own text are counted once.</summary>
    internal int InstructionTokens(string instructions) => ReferenceEquals(instructions, skill.Body) ? bodyTokens.Value : TokenCounter.Count(instructions);

    /// <summary>Counts the skill's tokens, its documents' included; reads every document, once.</summary>
    public SkillTokens Measure() => tokens.Value;

    private InitialContext Compose(string instructions)
    {
        var trimmed = Trim(instructions);
        var text = trimmed.Length > 0 ? $"{trimmed}\n\n{list.Value}" : list.Value;
        var count = TokenCounter.Count(text);
        // The list's tokens are no fault of the instructions; below the limit they need not be told apart.
        var ofInstructions = count <= MostTokens ? count : TokenCounter.Count(trimmed);
        return new InitialContext(text, files.Value.Resources, LineCount(text), count) { Warnings = [.. Warnings(LineCount(trimmed), ofInstructions), .. files.Value.Warnings, .. files.Value.Notes] };
    }

    private SkillTokens CountAll()
    {
        var (documents, counted, passed) = BundledDocuments.Count(skill.Directory, Resources);
        return new SkillTokens(TokenCounter.Count(Trim(skill.Body)), initial.Value.Tokens, documents, counted, passed);
    }

    private static IEnumerable<string> Warnings(int lines, int count)
    {
        if (lines > MostLines)
            yield return FormattableString.Invariant($"The instructions have {lines:N0} lines, the recommended limit is {MostLines}; move details into files under references/.");
        if (count > MostTokens)
            yield return FormattableString.Invariant($"The instructions have {count:N0} tokens, the recommended limit is {MostTokens:N0}; move details into files under references/.");
    }

    private static string Trim(string instructions) => instructions.TrimStart('\r', '\n').TrimEnd();

    private static int LineCount(string text) => text.Length == 0 ? 0 : text.AsSpan().Count('\n') + (text[^1] == '\n' ? 0 : 1);
}
