using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Bench;

/// <summary>The same work done by Skills and by its peers. The budgets stand in bench/specs.json.</summary>
public static class BenchSpecs
{
    /// <summary>Iterations of the usual task.</summary>
    internal const int Iterations = 11;

    private const int Chunks = 1_000;

    // As many as were published when the figures to beat were measured: an agent tells its model of all of them at every run.
    private static readonly Parameter[] OfKnown = [parameter("known", 17)];

    private static readonly Measure[] OfSlope =
    [
        measure("marginal", Unit.Nanosecond, "time of one more iteration, from 2 to 15"),
        measure("marginal-bytes", Unit.Byte, "bytes allocated by one more iteration, from 2 to 15"),
    ];

    private static readonly Measure[] OfCrowd = [measure("processor", Unit.Nanosecond, "processor time of one task among many at once")];

    private static readonly Measure[] OfParked = [measure("held", Unit.Byte, "bytes held by one task that waits for the model after two iterations")];

    /// <summary>The tree of workloads.</summary>
    public static Test Tests => testList("bench",
    [
        testTheory("iteration", PeerKind.Single, kind => workload($"iteration/{kind.Name}", setup => PeerTask.OfIterations(kind, Iterations, setup["known"]), static async (task, sample) =>
        {
            await task.Run(sample.CancellationToken);
            sample.Operations = Iterations;
        }, parameters: OfKnown)),

        testTheory("task", PeerKind.Single, kind => workload($"task/{kind.Name}", setup => PeerTask.OfIterations(kind, 2, setup["known"]), static (task, sample) => task.Run(sample.CancellationToken), parameters: OfKnown)),

        testTheory("slope", PeerKind.Single, kind => workload($"slope/{kind.Name}", setup => new Slope(kind, setup["known"]), static async (slope, sample) =>
        {
            var (nanoseconds, bytes) = await slope.Measure(sample.CancellationToken);
            sample.Report("marginal", nanoseconds);
            sample.Report("marginal-bytes", bytes);
        }, measures: OfSlope, parameters: OfKnown)),

        testTheory("event", PeerKind.Single.Where(kind => kind.IsStreaming), kind => workload($"event/{kind.Name}", _ => PeerTask.OfChunks(kind, Chunks), static async (task, sample) =>
        {
            await task.Run(sample.CancellationToken);
            sample.Operations = Chunks;
        })),

        testTheory("crowd", PeerKind.AtOnce, kind => workload($"crowd/{kind.Name}", setup => new Crowd(kind, setup["concurrency"], setup["known"]), static async (crowd, sample) =>
        {
            sample.Report("processor", await crowd.Run(sample.CancellationToken));
            sample.Operations = crowd.Concurrency;
        }, measures: OfCrowd, parameters: [parameter("concurrency", 1_000), .. OfKnown])),

        testTheory("parked", PeerKind.AtOnce, kind => workload($"parked/{kind.Name}", setup => new Parked(kind, setup["known"]), static async (parked, sample) =>
            sample.Report("held", await parked.Measure(sample.CancellationToken)), measures: OfParked, parameters: OfKnown)),

        testTheory("first", PeerKind.Single, kind => workload($"first/{kind.Name}", async sample =>
        {
            using var task = PeerTask.OfIterations(kind, 2, 1);
            await task.Run(sample.CancellationToken);
        })),

        Known(1), Known(1_000),
        Discoveries(17), Discoveries(1_000),
        testList("own", OwnSpecs.Tests),
    ]);

    private static Test Known(int skills) => testTheory($"known-{skills}", PeerKind.Single.Where(kind => kind.Name is "skills" or "agent-streaming"), kind =>
        workload($"known-{skills}/{kind.Name}", _ => PeerTask.OfIterations(kind, 2, skills), static (task, sample) => task.Run(sample.CancellationToken)));

    private static Test Discoveries(int skills) => testTheory($"discovery-{skills}", Discovery.All, way =>
        workload($"discovery-{skills}/{way.Name}", _ => SkillFolder.Generated(skills), async (folder, sample) =>
        {
            await way.Find(folder.Path, sample.CancellationToken);
            sample.Operations = skills;
        }));
}
