using Microsoft.Agents.AI;
using Runner.Workloads;
using Skills;

namespace Bench;

/// <summary>A way to find all skills of a folder, anew each time, up to the text that tells a model of them.</summary>
/// <param name="Name">Its name in metrics.</param>
/// <param name="Find">Finds them and returns the text.</param>
internal sealed record Discovery(string Name, Func<string, CancellationToken, ValueTask<string>> Find)
{
    /// <summary>The ways: the floor; Skills as it is; Skills with every bundled file listed too, as the agent's provider does at discovery; the agent's provider.</summary>
    public static IReadOnlyList<Discovery> All { get; } =
    [
        new("frontmatter-scan", static (folder, _) => ValueTask.FromResult(FrontmatterScan.Summary(folder))),
        new("skills", static (folder, _) => ValueTask.FromResult(SkillCatalog.Discover([folder]).Summary)),
        new("skills-and-files", static (folder, _) => ValueTask.FromResult(WithFiles(folder))),
        new("agent", ByAgent),
    ];

    private static string WithFiles(string folder)
    {
        var catalog = SkillCatalog.Discover([folder]);
        foreach (var skill in catalog.Skills)
            _ = new ContextLoader(skill).Resources;
        return catalog.Summary;
    }

    private static async ValueTask<string> ByAgent(string folder, CancellationToken cancellationToken)
    {
        using var provider = AgentWithSkills.Provider([folder]);
#pragma warning disable MAAI001 // For evaluation only, and the one way to ask a provider without running its agent.
        var context = new AIContextProvider.InvokingContext(Nobody, session: null, new AIContext());
#pragma warning restore MAAI001
        return (await provider.InvokingAsync(context, cancellationToken)).Instructions ?? "";
    }

    // The provider asks who asks, and looks no further.
    private static readonly ChatClientAgent Nobody = new(new InstantModel(CountTool.Script(0)));
}
