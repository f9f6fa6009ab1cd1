using System.Diagnostics;
using System.Globalization;
using PerfSpecs.CommandLine;
using static PerfSpecs.Dsl;

namespace RealProof;

/// <summary>A target that <c>calibrate</c> takes from three processes, then judged in many more processes, each started as a person starts it.</summary>
internal static class CalibratedRuns
{
    public const string Budget = "budget";
    private const string Slowdown = "REALPROOF_SLOWDOWN";
    private const double Catches = 1.5;

    /// <summary>The program whose budget is calibrated: one workload, slower by the factor that the environment states.</summary>
    public static Task<int> Judge(string[] args)
    {
        var slowdown = double.Parse(Environment.GetEnvironmentVariable(Slowdown) ?? "1", CultureInfo.InvariantCulture);
        return SpecConsole.Run(args, testList("proof", [workload("work", _ => Work.Times(2 * slowdown))]));
    }

    /// <summary>Calibrates one statistic and judges the target: unchanged code quiet and beside a load that comes and goes, then slowed code.</summary>
    /// <returns>A row of the table for each of the three; one row without runs where no target is proposed.</returns>
    public static async Task<IReadOnlyList<string>> Prove(string statistic, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("realproof-").FullName;
        try
        {
            var file = Path.Combine(folder, "specs.json");
            await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture,
                $$"""{ "specs": [ { "id": "work", "metric": "work/duration", "target": "{{statistic}} < 1 s", "samples": 1000, "catches": {{Catches}} } ] }"""));
            foreach (var name in new[] { "1.json", "2.json", "3.json" })
                await Run(folder, 1, "calibrate", "--json", name);
            var (_, calibrated) = await Run(folder, 1, "calibrate", "1.json", "2.json", "3.json", "--apply");
            var proposal = calibrated.Split('\n').First(line => line.TrimStart().StartsWith("work ", StringComparison.Ordinal)).Trim();
            if ((await File.ReadAllTextAsync(file)).Contains("< 1 s", StringComparison.Ordinal))
                return [$"| {statistic}: no target proposed: {proposal} | 0 | 0 | 0 | 0 | 0 |"];
            Console.WriteLine(proposal);
            var quiet = await Row($"{statistic}, unchanged code, quiet", folder, 1, runs);
            string loaded;
            using (Load.ThatComesAndGoes())
                loaded = await Row($"{statistic}, unchanged code beside a load that comes and goes", folder, 1, runs);
            return [quiet, loaded, await Row(string.Create(CultureInfo.InvariantCulture, $"{statistic}, slowed {Catches} x"), folder, Catches, runs)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Row(string what, string folder, double slowdown, int runs)
    {
        var codes = new List<int>();
        for (var run = 0; run < runs; run++)
            codes.Add((await Run(folder, slowdown)).Code);
        var counts = new[] { 0, 1, 3, 4 }.Select(code => codes.Count(seen => seen == code)).ToList();
        var row = $"| {what} | {runs} | {string.Join(" | ", counts)} | {runs - counts.Sum()} |";
        Console.WriteLine(row);
        return row;
    }

    private static async Task<(int Code, string Output)> Run(string folder, double slowdown, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Load.Arguments(Budget), .. args]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Slowdown] = slowdown.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
