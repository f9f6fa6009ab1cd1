using System.Globalization;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Text;

/// <summary>The commands that a report tells its reader to say next, as the program's user says them.</summary>
/// <param name="Again">Repeats one spec, with <c>{id}</c> and <c>{seed}</c> in place of both.</param>
/// <param name="Profile">Takes one spec's profile, with <c>{id}</c> in place of the id.</param>
/// <param name="Specs">What is added to either where another specs file was named, with <c>{file}</c> in its place; empty for nothing.</param>
public sealed record Commands(string Again, string Profile, string Specs = " --specs {file}")
{
    /// <summary>
    /// The name of a file that lies in the one folder where these commands work, as those of make do; null where they work in every folder.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>The specs file that was named; null for the usual one.</summary>
    public string? File { get; init; }

    /// <summary>The commands of a program that is started by itself.</summary>
    /// <param name="start">What its user types before the options; empty where that is not known.</param>
    public static Commands Of(string start) => new($"{start} --run {{id}} --seed {{seed}}".TrimStart(), $"{start} --profile {{id}}".TrimStart());

    /// <summary>The command that repeats a spec, quoted for a shell.</summary>
    public string AgainFor(string id, int seed) => For(Again, id).Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + Ending;

    /// <summary>The command that takes a spec's profile, quoted for a shell.</summary>
    public string ProfileFor(string id) => For(Profile, id) + Ending;

    /// <summary>These commands where they work in a folder and with a specs file, else the program's own.</summary>
    /// <param name="folder">The folder in which the reader pastes them.</param>
    /// <param name="file">The specs file that was named, as a path from that folder; null for the usual one.</param>
    /// <param name="start">What starts the program itself from that folder.</param>
    internal Commands From(string folder, string? file, string start)
    {
        // A tool in between, such as make, reads quotes and dollar signs by rules of its own.
        var works = Root is null || (System.IO.File.Exists(Path.Combine(folder, Root)) && (file is null || ShellText.IsPlain(file)));
        return (works ? this : Of(start)) with { File = file };
    }

    private string Ending => File is null ? "" : Specs.Replace("{file}", ShellText.Quoted(File), StringComparison.Ordinal);

    private static string For(string command, string id) => command.Replace("{id}", ShellText.Quoted(id), StringComparison.Ordinal);
}
