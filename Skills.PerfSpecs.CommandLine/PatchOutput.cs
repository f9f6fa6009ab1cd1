using System.Text;
using PerfSpecs.Proposals;
using PerfSpecs.Results;
using PerfSpecs.SpecFiles;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Shows new targets as a patch of the specs file, and writes or applies it where that was asked for.</summary>
internal static class PatchOutput
{
    /// <summary>
    /// Whether the patch can be written where it was asked for; shows what stands in the way, before anything is measured.
    /// </summary>
    public static bool IsPossible(Invocation invocation, string path, TargetRequest request)
    {
        List<string> problems = [];
        if (request.Out is { } file && AtomicFile.Obstacle(file) is { } obstacle)
            problems.Add($"--out: {StartFolder.Shown(file)} cannot be written: {obstacle}");
        if (request.Apply && AtomicFile.Obstacle(StartFolder.Full(path)) is { } closed)
            problems.Add($"--apply: {path} cannot be written: {closed}");
        foreach (var problem in problems)
            invocation.Console.WriteLine($"error: {problem}");
        return problems.Count is 0;
    }

    /// <summary>Shows the patch, last of all, so that the whole output can be piped into <c>git apply</c>.</summary>
    /// <returns>Whether it could be written where it was asked for.</returns>
    public static bool Write(Invocation invocation, string path, TargetRequest request, IReadOnlyList<TargetChange> changes)
    {
        var console = invocation.Console;
        var (patch, problems) = TargetPatch.Of(path, File.ReadAllBytes(StartFolder.Full(path)), invocation.Registry.Known, changes);
        foreach (var problem in problems)
            console.WriteLine($"  not in the patch: {problem}");
        if (patch.Diff.Length is 0)
        {
            console.WriteLine($"{path} needs no change.");
            return true;
        }

        var written = true;
        if (request.Out is { } file)
        {
            var shown = StartFolder.Shown(file);
            written &= Attempt(console, file, Encoding.UTF8.GetBytes(patch.Diff), $"The patch is in {shown}: git apply {ShellText.Quoted(shown)}");
        }

        if (request.Apply)
            written &= Attempt(console, StartFolder.Full(path), patch.Text, $"{path} was changed as the patch says.");
        else if (request.Out is null)
            console.WriteLine("Review the patch; --apply makes the change, --out FILE keeps it.");

        console.WriteLine();
        // Past the console's layout, which would touch tabs and carriage returns.
        console.Profile.Out.Writer.Write(patch.Diff);
        console.Profile.Out.Writer.Flush();
        return written;
    }

    private static bool Attempt(IAnsiConsole console, string file, byte[] content, string done)
    {
        try
        {
            AtomicFile.Write(file, stream => stream.Write(content));
            console.WriteLine(done);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            console.WriteLine($"error: {StartFolder.Shown(file)} could not be written: {exception.Message}");
            return false;
        }
    }
}
