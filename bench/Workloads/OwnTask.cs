using Runner.Workloads;
using Skills;

namespace Bench;

/// <summary>Skills against itself: the same task, with something on or off.</summary>
internal sealed class OwnTask : IDisposable
{
    private const string ExecutionId = "bench";

    private readonly BundledFiles _files;
    private readonly SkillFolder[] _folders;
    private readonly SkillRequest _request;
    private readonly SkillExecutor _shared;
    private readonly InstantModel _model;
    private readonly SkillExecutorOptions _options;

    /// <summary>A task.</summary>
    /// <param name="iterations">Its iterations: each but the last calls the tool once.</param>
    /// <param name="files">The files that its skill bundles.</param>
    /// <param name="catalogued">The skills that the model is told of and may activate; 0 for none.</param>
    /// <param name="journal">Where its steps are kept; null for nowhere.</param>
    public OwnTask(int iterations, int files = 0, int catalogued = 0, ISkillJournal? journal = null)
    {
        _files = new BundledFiles(files);
        _folders = catalogued > 0 ? SkillFolder.Known(catalogued) : [];
        _model = new InstantModel(CountTool.Script(iterations - 1));
        _options = new SkillExecutorOptions { Journal = journal };
        _shared = new SkillExecutor(_model, _options);
        _request = new SkillRequest
        {
            Skill = _files.Skill,
            Catalog = catalogued > 0 ? SkillCatalog.Discover([.. _folders.Select(folder => folder.Path)]) : null,
            Task = PeerKind.Task,
            Tools = [new CountTool()],
            ExecutionId = journal is null ? null : ExecutionId,
        };
    }

    /// <summary>Carries the task out with the executor that all tasks share.</summary>
    public Task<SkillResult> Run(CancellationToken cancellationToken) => Run(_shared, cancellationToken);

    /// <summary>Carries the task out with an executor of its own, as a host does that makes one for each request.</summary>
    public Task<SkillResult> RunAnew(CancellationToken cancellationToken) => Run(new SkillExecutor(_model, _options), cancellationToken);

    /// <summary>Carries the task out and forgets its steps, so that the journal does not grow.</summary>
    public async Task RunAndForget(CancellationToken cancellationToken)
    {
        await Run(_shared, cancellationToken);
        await _options.Journal!.DeleteAsync(ExecutionId, cancellationToken);
    }

    public void Dispose()
    {
        _files.Dispose();
        foreach (var folder in _folders)
            folder.Dispose();
    }

    private async Task<SkillResult> Run(SkillExecutor executor, CancellationToken cancellationToken)
    {
        var result = await executor.RunAsync(_request, cancellationToken);
        return result.Answer is "counted" ? result : throw new InvalidOperationException($"The task did not come to its answer: {result.Outcome}");
    }

    /// <summary>A skill with so many bundled files.</summary>
    private sealed class BundledFiles : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("perfspecs-bench-").FullName;

        public BundledFiles(int files)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root, SkillFolder.CountingName)).FullName;
            File.WriteAllText(
                Path.Combine(folder, "SKILL.md"),
                $"---\nname: {SkillFolder.CountingName}\ndescription: Counts items, one tool call each.\n---\nCall `count` once for each item.\n");
            var references = Directory.CreateDirectory(Path.Combine(folder, "references")).FullName;
            for (var i = 0; i < files; i++)
                File.WriteAllText(Path.Combine(references, FormattableString.Invariant($"{i:0000}.md")), "A reference.\n");
            Skill = SkillCatalog.Discover([_root]).Skills[0];
        }

        public Skill Skill { get; }

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
