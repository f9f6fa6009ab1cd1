using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PerfSpecs.Tests;

/// <summary>How long the simulations run, and what they found. <c>make prove</c> runs the same ones twenty times longer and writes the table.</summary>
internal static class ProofTable
{
    /// <summary>The environment variable that names the file to write; set by <c>make prove</c>.</summary>
    private const string Variable = "PERFSPECS_PROVE";

    private static readonly ConcurrentDictionary<string, string> Rows = new(StringComparer.Ordinal);

    /// <summary>How many suites a simulation runs.</summary>
    public static int Suites(int usual) => IsLong ? 20 * usual : usual;

    /// <summary>Whether the long version runs.</summary>
    public static bool IsLong => File is not null;

    private static string? File => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Holds an error rate to its bound, within three standard errors of the simulation, and notes it.</summary>
    public static void Hold(string what, double bound, double errors, int suites)
    {
        var rate = errors / suites;
        var tolerance = 3 * Math.Sqrt(bound * (1 - bound) / suites);
        Rows[what] = string.Create(CultureInfo.InvariantCulture, $"| {what} | {bound * 100:0.##} % | {rate * 100:0.00} % | {suites:N0} |");
        Assert.IsLessThanOrEqualTo(bound + tolerance, rate, what);
    }

    /// <summary>Notes a share that nothing is promised of.</summary>
    public static void Note(string what, int count, int suites) =>
        Rows[what] = string.Create(CultureInfo.InvariantCulture, $"| {what} | - | {100.0 * count / suites:0.00} % | {suites:N0} |");

    /// <summary>Writes the table where a file is named.</summary>
    public static void Write()
    {
        if (File is not { } path)
            return;
        // Each class of proofs writes what is known then; the last one writes all.
        lock (Rows)
            Write(path);
    }

    private static void Write(string path)
    {
        var text = new StringBuilder();
        text.Append("# Error rates, simulated\n\nWritten by `make prove`: seeded simulations through the runner's own judges, each spec exactly at its boundary, with early\n");
        text.Append("stopping. A rate is held to its bound plus three standard errors of the simulation; `make test` runs the same ones for a\ntwentieth of the time.\n\n");
        text.Append("| what | bound | observed | suites |\n|---|---|---|---|\n");
        foreach (var row in Rows.OrderBy(row => row.Key, StringComparer.Ordinal))
            text.Append(row.Value).Append('\n');
        System.IO.File.WriteAllText(path, text.ToString());
    }
}
