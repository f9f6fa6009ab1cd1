using PerfSpecs.Reports;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Shows new targets as a patch of the specs file, and writes or applies it where that was asked for.</summary>
internal static class PatchOutput
{
    /// <summary>Shows the patch, last of all, so that the whole output can be piped into <c>git apply</c>.</summary>
    public static void Write(Invocation invocation, string path, TargetRequest request, IReadOnlyList<TargetChange> changes)
    {
        var console = invocation.Console;
        var (patch, problems) = TargetPatch.Of(path, File.ReadAllBytes(path), invocation.Registry.Known, changes);
        foreach (var problem in problems)
            console.WriteLine($"  not in the patch: {problem}");
        if (patch.Diff.Length is 0)
        {
            console.WriteLine($"{path} needs no change.");
            return;
        }

        if (request.Out is { } file)
        {
            File.WriteAllText(file, patch.Diff);
            console.WriteLine($"The patch is in {file}: git apply {file}");
        }

        if (request.Apply)
        {
            // In place, so that the file keeps its permissions and a link stays a link.
            File.WriteAllBytes(path, patch.Text);
            console.WriteLine($"{path} was changed as the patch says.");
        }
        else if (request.Out is null)
        {
            console.WriteLine("Review the patch; --apply makes the change, --out FILE keeps it.");
        }

        console.WriteLine();
        // Past the console's layout, which would touch tabs and carriage returns.
        console.Profile.Out.Writer.Write(patch.Diff);
        console.Profile.Out.Writer.Flush();
    }
}
