using System.Diagnostics;
using System.Text.Json;
using Mutants;

// Changes one place of the statistics at a time, and shows that some test fails. A change that no test notices is a test that is missing.
// Usage: Mutants ROOT [PART OF A NAME]. Works in a copy of the repository; the repository itself is not touched.
const string Project = "Skills.PerfSpecs/PerfSpecs.csproj";
const string Tests = "tests/Skills.PerfSpecs.Tests";
var root = Path.GetFullPath(args is [var first, ..] ? first : ".");
var part = args is [_, var second, ..] ? second : "";
var mutants = JsonSerializer.Deserialize<Mutant[]>(
    File.ReadAllText(Path.Combine(root, "tests", "Mutants", "mutants.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!
    .Where(mutant => mutant.Name.Contains(part, StringComparison.Ordinal)).ToList();
var copy = Directory.CreateTempSubdirectory("perfspecs-mutants-").FullName;
try
{
    foreach (var file in Run("git", ["-C", root, "ls-files"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
    {
        var target = Path.Combine(copy, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(root, file), target);
    }

    if (!Build(Tests))
    {
        Console.WriteLine("error: the tests do not compile before anything is changed; mend them first.");
        return 2;
    }

    if (Test("") is { IsGreen: false, Failed: var wrong })
    {
        Console.WriteLine($"error: {wrong} fails before anything is changed; mend it first.");
        return 2;
    }

    var survivors = 0;
    foreach (var mutant in mutants)
    {
        var path = Path.Combine(copy, mutant.File);
        var original = File.ReadAllText(path);
        var fate = Fate(mutant, path, original);
        File.WriteAllText(path, original);
        survivors += fate.StartsWith("killed", StringComparison.Ordinal) ? 0 : 1;
        Console.WriteLine($"{mutant.Name}: {fate}");
    }

    Console.WriteLine($"{mutants.Count} mutants, {survivors} not killed.");
    return survivors is 0 ? 0 : 1;
}
finally
{
    Directory.Delete(copy, recursive: true);
}

string Fate(Mutant mutant, string path, string original)
{
    if (original.Split(mutant.From).Length is not 2)
        return $"NOT APPLIED: {mutant.File} must hold its text once; correct tests/Mutants/mutants.json";
    File.WriteAllText(path, original.Replace(mutant.From, mutant.To, StringComparison.Ordinal));
    if (!Build(Project))
        return "NOT BUILT: the changed code does not compile; correct tests/Mutants/mutants.json";
    foreach (var built in Directory.GetFiles(Path.Combine(copy, "Skills.PerfSpecs/bin/Release/net10.0"), "PerfSpecs.dll"))
        File.Copy(built, Path.Combine(copy, Tests, "bin/Release/net10.0/PerfSpecs.dll"), overwrite: true);
    // The likely tests first: most mutants die there, and the whole takes minutes.
    foreach (var filter in (string[])[Likely(), ""])
    {
        if (Test(filter) is { IsGreen: false, Failed: var failed })
            return $"killed by {failed}";
    }

    return "SURVIVES";
}

static string Likely() => string.Join('|', new[]
{
    "SamplePolicy", "SampleSchedule", "LaunchPool", "SampleSource", "RunPlan", "Rejudgement", "SeriesTests", "Canary", "MachineWatch", "Contention",
    "DisturbedTurns", "WarmUp", "Stride", "QuantileGate", "MeanJudge", "RateJudge", "Judge", "Reachability", "ErrorBudget", "Holm", "SuiteTests",
}.Select(name => $"FullyQualifiedName~{name}"));

bool Build(string project) => Run("dotnet", ["build", Path.Combine(copy, project), "-c", "Release", "--nologo", "-v", "q", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false"]).Code is 0;

(bool IsGreen, string Failed) Test(string filter)
{
    string[] selected = filter.Length is 0 ? [] : ["--filter", filter];
    var (code, output) = Run("dotnet", ["test", Path.Combine(copy, Tests), "-c", "Release", "--no-build", "--nologo", .. selected]);
    var failed = output.Split('\n').FirstOrDefault(line => line.StartsWith("  Failed ", StringComparison.Ordinal));
    return (code is 0, failed?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "a crash or a test that does not end");
}

static (int Code, string Output) Run(string program, IEnumerable<string> args)
{
    var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEndAsync();
    // A mutant may wait for ever.
    if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        process.Kill(entireProcessTree: true);
    process.WaitForExit();
    return (process.ExitCode, output.Result + error.Result);
}
