using Microsoft.Extensions.AI;
using Skills;

namespace Bench;

/// <summary>Skills by its executor, every event consumed.</summary>
internal sealed class SkillsExecuted(IChatClient model, AIFunction tool, IReadOnlyList<string> folders) : IPeer
{
    private readonly SkillExecutor _executor = new(model);
    private readonly SkillCatalog _catalog = SkillCatalog.Discover(folders);

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var answer = "";
        await foreach (var happened in _executor.ExecuteAsync(Requests.Count(_catalog, tool), cancellationToken))
        {
            if (happened is SkillEvent.Completed completed)
                answer = completed.Answer;
        }

        return answer;
    }

    public void Dispose()
    {
    }
}

/// <summary>Skills by its orchestrator: admission, cancellation by id and the event loop of each execution included.</summary>
internal sealed class SkillsOrchestrated(IChatClient model, AIFunction tool, IReadOnlyList<string> folders) : IPeer
{
    private readonly SkillOrchestrator _orchestrator = new(new SkillExecutor(model), new OrchestratorOptions { MaxConcurrency = int.MaxValue, MaxQueued = 0 });
    private readonly SkillCatalog _catalog = SkillCatalog.Discover(folders);

    public async Task<string> Run(CancellationToken cancellationToken) =>
        (await _orchestrator.TryStart(Requests.Count(_catalog, tool), observed: false)!.Completion).Answer ?? "";

    public void Dispose()
    {
    }
}

/// <summary>What Skills is asked, in the words in which the others are asked.</summary>
file static class Requests
{
    public static SkillRequest Count(SkillCatalog catalog, AIFunction tool) =>
        new() { Skill = catalog.Find(SkillFolder.CountingName)!, Task = PeerKind.Task, Tools = [tool] };
}
