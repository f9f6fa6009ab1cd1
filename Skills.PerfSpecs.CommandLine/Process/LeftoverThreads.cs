using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>
/// Ends a process that only threads of its workloads keep alive: once its <c>Main</c> has returned, .NET waits for every thread that is not
/// a background thread, for ever.
/// </summary>
internal sealed class LeftoverThreads
{
    /// <summary>How long threads may take to end by themselves.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Thread _main;
    private readonly IReadOnlySet<string> _before;

    private LeftoverThreads(Thread main) =>
        (_main, _before) = (main, Threads().Select(thread => thread.Id).ToHashSet(StringComparer.Ordinal));

    /// <summary>Notes the threads of a program that starts.</summary>
    /// <returns>Null where this is not the thread that the process waits for, so that its end cannot be seen.</returns>
    public static LeftoverThreads? Watch() =>
        Thread.CurrentThread is { IsThreadPoolThread: false, IsBackground: false } main ? new LeftoverThreads(main) : null;

    /// <summary>Ends the process soon after its <c>Main</c> has returned, where it does not end by itself, and names the threads.</summary>
    public void EndAfterMain() => new Thread(End) { IsBackground = true, Name = "PerfSpecs end" }.Start();

    private void End()
    {
        // A thread whose Main has returned counts as dead, although it waits for the others. Whoever does more after the run is not
        // disturbed.
        while (_main.IsAlive)
            Thread.Sleep(Pause);
        Thread.Sleep(Patience);
        var left = Threads()
            .Where(thread => !_before.Contains(thread.Id) && !IsRuntime(thread.Name))
            .Select(thread => $"\"{thread.Name}\"")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var names = left.Count is 0 ? "" : $" Threads that began during the run and have not ended: {string.Join(", ", left)}.";
        Console.Error.WriteLine(
            "warning: a workload left a thread running that keeps the process alive, so PerfSpecs ends the process."
            + $"{names} Stop such threads in the teardown, or set IsBackground.");
        ProcessGuard.Exit((ExitCode)Environment.ExitCode);
    }

    // The runtime's threads begin like this, and this class's own is known.
    private static bool IsRuntime(string name) =>
        name.StartsWith(".NET ", StringComparison.Ordinal) || name.StartsWith("PerfSpecs ", StringComparison.Ordinal);

    /// <summary>
    /// The threads of this process by number and name, where the system lists them; the kernel keeps 15 characters of a name.
    /// </summary>
    private static IEnumerable<(string Id, string Name)> Threads()
    {
        const string tasks = "/proc/self/task";
        if (!Directory.Exists(tasks))
            yield break;
        foreach (var task in Directory.EnumerateDirectories(tasks))
        {
            string name;
            try
            {
                name = File.ReadAllText(Path.Combine(task, "comm")).Trim();
            }
            catch (IOException)
            {
                // It has ended in between.
                continue;
            }

            yield return (Path.GetFileName(task), name);
        }
    }
}
