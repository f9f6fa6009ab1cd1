using Microsoft.Diagnostics.NETCore.Client;
using PerfSpecs.Reports;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Takes the profile of one spec's workload: a measurement of its own, which judges nothing.</summary>
internal static class ProfileVerb
{
    private const int Hottest = 8;

    /// <summary>Long enough for some thousand samples, one in a millisecond.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static Task<ExitCode> Execute(Invocation invocation, string id)
    {
        var options = invocation.Options;
        var files = new ProfileFiles(options.ProfileFolder, id);
        string[] obstacles =
        [
            .. options.Reports.Select(order => $"--profile judges nothing, so that {order.Option} has nothing to write; leave it out"),
            .. from path in (string[])[files.Trace, files.Speedscope]
               let obstacle = AtomicFile.Obstacle(path)
               where obstacle is not null
               select $"--profile: {StartFolder.Shown(path)} cannot be written: {obstacle}",
        ];
        foreach (var obstacle in obstacles)
            invocation.Console.WriteLine($"error: {obstacle}");
        return obstacles.Length > 0
            ? Task.FromResult(ExitCode.Invalid)
            : (invocation with { Options = options with { Selection = new Selection { Ids = [id] } } }).WithPlan(plan => Record(invocation, plan, files));
    }

    private static async Task<ExitCode> Record(Invocation invocation, RunPlan plan, ProfileFiles files)
    {
        var (console, planned) = (invocation.Console, plan.Specs[0]);
        console.WriteLine($"Profiling {planned.Spec.Id} in a process of its own: warm-up, then {Duration.TotalSeconds:0} s.");
        try
        {
            var recording = await new Profiler(WorkerCommand.Of(SpecConsole.Program), Duration).Record(Request(planned, plan.Seed), planned.Spec.Timeout, files.Trace, invocation.CancellationToken);
            var profile = CpuProfile.Read(await File.ReadAllBytesAsync(files.Trace, invocation.CancellationToken));
            AtomicFile.Write(files.Speedscope, stream => SpeedscopeFile.Write(profile, planned.Spec.Id, stream));
            Show(console, recording, profile, files);
            return ExitCode.Passed;
        }
        catch (OperationCanceledException) when (invocation.CancellationToken.IsCancellationRequested)
        {
            files.Delete();
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is WorkerFailedException or TimeoutException or DiagnosticsClientException or InvalidDataException or IOException)
        {
            files.Delete();
            console.WriteLine(exception switch
            {
                DiagnosticsClientException => $"error: the runtime does not let itself be profiled: {exception.Message} Is DOTNET_EnableDiagnostics set to 0?",
                WorkerFailedException => $"error: there is no profile: {exception}",
                _ => $"error: there is no profile: {exception.Message}",
            });
            return ExitCode.Errored;
        }
    }

    /// <summary>The workload alone and warm, whatever its spec compares it with or says of its first runs.</summary>
    private static SampleRequest Request(PlannedSpec planned, int seed) =>
        SampleGroup.Of(planned).Request([planned], seed) with { Reference = null, HasPilot = false, IsProfiled = true, Warmup = planned.Spec.Warmup is > 0 and var runs ? runs : null };

    private static void Show(IAnsiConsole console, Recording recording, CpuProfile profile, ProfileFiles files)
    {
        console.WriteLine(FormattableString.Invariant($"{recording.Runs:#,0} runs in {recording.Elapsed.TotalSeconds:0.0} s after {recording.WarmUp:#,0} samples of warm-up; {profile.Samples:#,0} stacks of {Words.Count(profile.Threads.Count, "thread", "threads")}."));
        console.WriteLine();
        var hottest = profile.Hottest(Hottest);
        if (hottest.Count > 0)
            console.WriteLine("On the stack, of the time that your code ran:");
        foreach (var (method, share) in hottest)
            console.WriteLine(FormattableString.Invariant($"  {share,6:0.0%}  {method}"));
        console.WriteLine();
        console.WriteLine($"  {StartFolder.Shown(files.Speedscope)}");
        console.WriteLine("    open it at https://www.speedscope.app, which reads it in the browser");
        console.WriteLine($"  {StartFolder.Shown(files.Trace)}");
        console.WriteLine("    open it in Visual Studio or PerfView, or: dotnet-trace report FILE topN");
        console.WriteLine("A profile is a measurement of its own: nothing was judged.");
    }
}

/// <summary>The files that a profile is left in.</summary>
/// <param name="Folder">Their folder; made where it is missing.</param>
/// <param name="Id">The spec's id.</param>
internal sealed record ProfileFiles(string Folder, string Id)
{
    /// <summary>The runtime's own trace.</summary>
    public string Trace => Path.Combine(Folder, $"{IdFileName.Of(Id)}.nettrace");

    /// <summary>The samples for the viewer speedscope.</summary>
    public string Speedscope => Path.Combine(Folder, $"{IdFileName.Of(Id)}.speedscope.json");

    /// <summary>Deletes what there is: half a profile is none.</summary>
    public void Delete()
    {
        File.Delete(Trace);
        File.Delete(Speedscope);
    }
}
