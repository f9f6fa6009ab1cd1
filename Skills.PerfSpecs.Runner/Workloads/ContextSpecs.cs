using PerfSpecs;
using Skills;
using static PerfSpecs.Dsl;

namespace Runner.Workloads;

/// <summary>What a skill costs before its first iteration: its text, its tokens, and the time to prepare them.</summary>
public static class ContextSpecs
{
    private static readonly Unit Lines = Unit.Count("lines");
    private static readonly Unit Tokens = Unit.Count("tokens");

    /// <summary>The workloads.</summary>
    public static Test Tests => testList("context",
    [
        workload("preprocessing", Preparation.Open, static (preparation, _) => preparation.Run()),

        workload("context", OpenWithTokens, static (library, sample) =>
            {
                var generated = library.Generate(sample.Seed);
                var own = library.Own.Select(skill => new ContextLoader(skill).LoadInitialContext()).ToList();
                sample.Report("initial-lines", own.Max(context => context.Lines));
                sample.Report("initial-tokens", own.Max(context => context.Tokens));
                sample.Report("token-savings", new ContextLoader(generated).Measure().Saving * 100);
            },
            measures:
            [
                measure("initial-lines", Lines, "lines of the longest initial context among this repository's skills", MetricKind.Exact),
                measure("initial-tokens", Tokens, "o200k_base tokens of the largest initial context among this repository's skills", MetricKind.Exact),
                measure("token-savings", Unit.Percent, "tokens not loaded at first, of a generated skill with documents (licences not counted)", better: Better.Higher),
            ]),

        workload("catalogue", SkillLibrary.Open, static (library, sample) =>
            {
                var (saving, withoutDocuments) = library.Catalogue();
                sample.Report("token-savings", saving * 100);
                sample.Report("without-documents", withoutDocuments * 100);
            },
            measures:
            [
                measure("token-savings", Unit.Percent, "tokens of names and descriptions against those of every SKILL.md", MetricKind.Exact, Better.Higher),
                measure("without-documents", Unit.Percent, "skills that bundle no documents, and so save nothing by loading them later", MetricKind.Exact),
            ]),
    ]);

    // The vocabulary takes a tenth of a second to read: meanwhile the first skill is generated.
    private static SkillLibrary OpenWithTokens(Setup setup)
    {
        _ = Task.Run(static () => TokenCounter.Count("a"));
        return SkillLibrary.Open(setup);
    }
}
