using System.Globalization;

namespace PerfSpecs.Reports;

/// <summary>The commands that a report tells its reader to say next, as the program's user says them.</summary>
/// <param name="Again">Repeats one spec, with <c>{id}</c> and <c>{seed}</c> in place of both.</param>
/// <param name="Profile">Takes one spec's profile, with <c>{id}</c> in place of the id.</param>
public sealed record Commands(string Again, string Profile)
{
    /// <summary>The program's own options, for a program that is started by its name.</summary>
    public static Commands Options { get; } = new("--run {id} --seed {seed}", "--profile {id}");

    /// <summary>The command that repeats a spec.</summary>
    public string AgainFor(string id, int seed) => Again.Replace("{id}", id, StringComparison.Ordinal).Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The command that takes a spec's profile.</summary>
    public string ProfileFor(string id) => Profile.Replace("{id}", id, StringComparison.Ordinal);
}
