using System.Diagnostics;
using PerfSpecs;
using static PerfSpecs.Dsl;

namespace Faulty;

/// <summary>Workloads that do what workloads should not do, and one that behaves: a program to start as a worker, and to run as a user's.</summary>
public static class FaultyWorkloads
{
    private static readonly Measure Value = measure("value", Unit.Count("things"), "a number");

    public static Test Tests => testList("faulty",
    [
        workload("good", sample => sample.Report("value", sample.Index % 10), [Value]),
        // One value only: in others a trend is seen by chance in one of some hundred runs, and withholds the verdict.
        workload("steady", sample => sample.Report("value", 5), [Value]),
        workload("process-id", sample => sample.Report("value", Environment.ProcessId), [Value]),
        workload("alternates", _ => Launch() % 2, (launch, sample) => sample.Report("value", launch), measures: [Value]),
        workload("throws", _ => throw new InvalidOperationException("broken on purpose")),
        workload("throws-in-setup", Throwing, (_, _) => { }),
        workload("throws-in-teardown", fixture(_ => 0, teardown: _ => throw new InvalidOperationException("torn on purpose")), _ => { }),
        workload("never-returns", _ => Thread.Sleep(Timeout.Infinite)),
        workload("not-a-number", sample => sample.Report("value", double.NaN), [Value]),
        workload("reports-nothing", _ => { }, [Value]),
        workload("allocates", _ => Hold(new byte[64 * 1024 * 1024])),
        workload("waits", static sample => Task.Delay(Timeout.Infinite, sample.CancellationToken)),
        workload("throws-in-a-library", _ => int.Parse("no number", System.Globalization.CultureInfo.InvariantCulture)),
        workload("fails-fast", _ => Environment.FailFast("fast on purpose")),
        workload("overflows-the-stack", sample => Recurse(sample.Index)),
        workload("is-killed", _ => Process.GetCurrentProcess().Kill()),
        workload("prints-errors", _ => Console.Error.Write(new string('e', 1024 * 1024))),
        workload("dies", _ => Environment.Exit(77)),
        workload("prints", _ => Console.Out.Write(new string('x', 1024 * 1024))),
        workload("starts-a-thread-that-throws", _ => new Thread(() => throw new InvalidOperationException("thread on purpose")).Start()),
        workload("leaves-a-thread", sample => Leave(sample.Index)),
        workload("changes-the-folder", _ => Environment.CurrentDirectory = Path.GetPathRoot(Environment.CurrentDirectory)!),
        workload("hangs-in-its-tenth-judged-run", sample => Report(sample, hangsAt: Pilot + 10), [Value]),
        workload("starts-a-process", async sample =>
        {
            using var child = Process.Start("sleep", "600");
            await child.WaitForExitAsync(sample.CancellationToken);
        }),
    ]);

    /// <summary>The file that counts the processes of a test.</summary>
    public const string CounterVariable = "FAULTY_LAUNCHES";

    /// <summary>The file that is made when <c>hangs-in-its-tenth-judged-run</c> begins to hang.</summary>
    public const string MarkVariable = "FAULTY_MARK";

    private const int Pilot = 100;

    private static readonly List<byte[]> Held = [];

    private static void Hold(byte[] bytes)
    {
        Array.Fill<byte>(bytes, 1);
        Held.Add(bytes);
    }

    private static void Leave(int index)
    {
        if (index is 0)
            new Thread(() => Thread.Sleep(Timeout.Infinite)) { Name = "left behind" }.Start();
    }

    private static void Report(Sample sample, int hangsAt)
    {
        if (sample.Index == hangsAt)
        {
            File.WriteAllText(Environment.GetEnvironmentVariable(MarkVariable)!, "");
            Thread.Sleep(Timeout.Infinite);
        }

        sample.Report("value", sample.Index % 2);
    }

    private static int Recurse(int depth) => Recurse(depth + 1) + depth;

    private static double Launch()
    {
        var file = Environment.GetEnvironmentVariable(CounterVariable)!;
        File.AppendAllText(file, ".");
        return new FileInfo(file).Length;
    }

    private static int Throwing(Setup setup) => throw new InvalidOperationException("set up on purpose");
}
