using PerfSpecs;
using Skills;

namespace Runner.Workloads;

/// <summary>The preprocessing of a large skill: placeholders of every kind in 72 KiB of generated text.</summary>
internal sealed class Preparation(string body, SubstitutionScope scope)
{
    private const int Bytes = 72 * 1024;

    public static Preparation Open(Setup setup) => new(
        SkillGenerator.Body(setup.Seed, Bytes),
        new SubstitutionScope
        {
            Arguments = "orders.csv 2026 \"two words\"",
            SessionId = "session-1",
            SkillDirectory = "skill",
            Workspace = "workspace",
            User = "ada",
            Date = new DateOnly(2026, 11, 23),
        });

    public void Run()
    {
        if (Preprocessor.Substitute(body, scope).Text.Length < Bytes / 2)
            throw new InvalidOperationException("The preprocessed text lost most of its body.");
    }
}
