using PerfSpecs;
using Skills;
using static PerfSpecs.Dsl;

namespace Bench;

/// <summary>Skills against itself: what it may cost to turn something on, to know more, or to go on for longer.</summary>
internal static class OwnSpecs
{
    private const int Few = 2;

    // Listeners are added once for so many tasks, so that adding them is no part of what is measured.
    private const int Heard = 100;

    private static readonly Measure[] OfTurns = [measure("turn", Unit.Nanosecond, "time of one turn")];

    private static readonly Measure[] OfFolder = [measure("written", Unit.Byte, "bytes that a journal in a folder holds of one of eleven iterations", MetricKind.Exact)];

    private static readonly Parameter[] OfFiles = [parameter("files", 0)];

    public static IReadOnlyList<Test> Tests { get; } =
    [
        workload("executor/shared", setup => new OwnTask(Few, setup["files"]), static (task, sample) => task.Run(sample.CancellationToken), parameters: OfFiles),
        workload("executor/new", setup => new OwnTask(Few, setup["files"]), static (task, sample) => task.RunAnew(sample.CancellationToken), parameters: OfFiles),

        workload("tokens/unread", _ => new OwnTask(Few, files: 10), static (task, sample) => task.Run(sample.CancellationToken)),
        workload("tokens/read", _ => new OwnTask(Few, files: 10), static async (task, sample) => _ = (await task.Run(sample.CancellationToken)).Tokens!.Total),

        workload("telemetry/off", _ => new OwnTask(BenchSpecs.Iterations), static (task, sample) => Listened(task, sample, isOn: false)),
        workload("telemetry/on", _ => new OwnTask(BenchSpecs.Iterations), static (task, sample) => Listened(task, sample, isOn: true)),

        workload("journal/off", _ => new OwnTask(BenchSpecs.Iterations), static async (task, sample) =>
        {
            await task.Run(sample.CancellationToken);
            sample.Operations = BenchSpecs.Iterations;
        }),
        workload("journal/memory", _ => new OwnTask(BenchSpecs.Iterations, journal: new MemoryJournal()), static async (task, sample) =>
        {
            await task.RunAndForget(sample.CancellationToken);
            sample.Operations = BenchSpecs.Iterations;
        }),
        workload("journal/folder", async sample => sample.Report("written", await Written(sample.CancellationToken)), measures: OfFolder),

        workload("turns/early", _ => new LongTask(200, 400), static async (task, sample) => sample.Report("turn", await task.Run(sample.CancellationToken)), measures: OfTurns),
        workload("turns/late", _ => new LongTask(400, 800), static async (task, sample) => sample.Report("turn", await task.Run(sample.CancellationToken)), measures: OfTurns),

        workload("catalogue-1/answer", _ => new OwnTask(1, catalogued: 1), static (task, sample) => task.Run(sample.CancellationToken)),
        workload("catalogue-1000/answer", _ => new OwnTask(1, catalogued: 1_000), static (task, sample) => task.Run(sample.CancellationToken)),
    ];

    private static async Task Listened(OwnTask task, Sample sample, bool isOn)
    {
        using var listening = isOn ? new Listening() : null;
        for (var i = 0; i < Heard; i++)
            await task.Run(sample.CancellationToken);
        sample.Operations = Heard * BenchSpecs.Iterations;
    }

    private static async Task<double> Written(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("perfspecs-bench-").FullName;
        try
        {
            using var task = new OwnTask(BenchSpecs.Iterations, journal: new FolderJournal(folder, flushToDisk: false));
            await task.Run(cancellationToken);
            return (double)Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length) / BenchSpecs.Iterations;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
