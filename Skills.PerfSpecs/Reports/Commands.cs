using System.Globalization;

namespace PerfSpecs.Reports;

/// <summary>The commands that a report tells its reader to say next, as the program's user says them.</summary>
/// <param name="Again">Repeats one spec, with <c>{id}</c> and <c>{seed}</c> in place of both.</param>
/// <param name="Profile">Takes one spec's profile, with <c>{id}</c> in place of the id.</param>
/// <param name="Specs">What is added to either where another specs file was named, with <c>{file}</c> in its place; empty for nothing.</param>
public sealed record Commands(string Again, string Profile, string Specs = " --specs {file}")
{
    /// <summary>The specs file that was named; null for the usual one.</summary>
    public string? File { get; init; }

    /// <summary>The commands of a program that is started by itself.</summary>
    /// <param name="start">What its user types before the options; empty where that is not known.</param>
    public static Commands Of(string start) => new($"{start} --run {{id}} --seed {{seed}}".TrimStart(), $"{start} --profile {{id}}".TrimStart());

    /// <summary>The command that repeats a spec.</summary>
    public string AgainFor(string id, int seed) => Again.Replace("{id}", id, StringComparison.Ordinal).Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + Ending;

    /// <summary>The command that takes a spec's profile.</summary>
    public string ProfileFor(string id) => Profile.Replace("{id}", id, StringComparison.Ordinal) + Ending;

    private string Ending => File is null ? "" : Specs.Replace("{file}", File, StringComparison.Ordinal);
}
