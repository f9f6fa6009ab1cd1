using PerfSpecs.Environments;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Checks the specs file and what is selected of it, beside what a history says of its specs where one is given, and measures nothing.</summary>
internal static class CheckVerb
{
    public static async Task<ExitCode> Execute(Invocation invocation)
    {
        if (invocation.Load() is not { } file)
            return ExitCode.Invalid;
        IReadOnlyList<Problem> measured = [];
        if (invocation.Options.History is { } folder)
        {
            if (await HistoryVerb.Read(invocation.Console, folder) is not { } records)
                return ExitCode.Invalid;
            var machine = MachineFingerprint.Of(RunEnvironment.Of(SpecConsole.Program));
            measured = [.. MeasuredChecks.Of(file.Specs, records.Where(record => record.Machine.Equals(machine, StringComparison.Ordinal)))];
            ProblemReport.Write(invocation.Console, file with { Problems = measured });
        }

        var plan = invocation.Plan(file);
        var all = RunPlan.All(file, invocation.Registry).Count;
        if (plan.Specs.Count is 0 && all > 0)
            return invocation.NothingSelected(file);
        var selected = plan.Specs.Count == all ? "" : FormattableString.Invariant($" ({plan.Specs.Count} selected)");
        var count = file.Problems.Count + measured.Count;
        var warnings = count is 0 ? "" : $", {Words.Count(count, "warning", "warnings")}";
        invocation.Console.WriteLine($"{file.Path}: {all} specs{selected}, no errors{warnings}.");
        return ExitCode.Passed;
    }
}
