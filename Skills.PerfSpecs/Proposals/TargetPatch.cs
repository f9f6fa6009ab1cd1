using PerfSpecs.SpecFiles;

namespace PerfSpecs.Proposals;

/// <summary>A new target for specs that share one in the file.</summary>
/// <param name="Specs">The specs, as they were when they were measured; at least one.</param>
/// <param name="Target">The new target.</param>
internal sealed record TargetChange(IReadOnlyList<Spec> Specs, Target Target);

/// <summary>New targets as a change of the specs file.</summary>
/// <param name="Text">The file with the new targets.</param>
/// <param name="Diff">The change as a unified diff; empty where nothing changes.</param>
internal sealed record TargetPatch(byte[] Text, string Diff)
{
    /// <summary>Makes the patch of the file as it stands now.</summary>
    /// <param name="path">The file's path as it is shown.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="known">The workloads that it may name.</param>
    /// <param name="changes">The new targets.</param>
    /// <returns>The patch of all changes that can be made, and a sentence for each that cannot.</returns>
    public static (TargetPatch Patch, IReadOnlyList<string> Problems) Of(string path, byte[] utf8, IReadOnlyList<WorkloadInfo> known, IReadOnlyList<TargetChange> changes)
    {
        var present = SpecFile.Parse(path, utf8, known).Specs;
        var targets = new Dictionary<Location, string>();
        var problems = new List<string>();
        foreach (var change in changes)
        {
            var (where, problem) = PlaceOf(change, present);
            if (where is null)
                problems.Add(problem!);
            else
                targets[where] = change.Target.ToString();
        }

        var text = targets.Count is 0 ? utf8 : SpecFileEdit.Replace(utf8, targets) ?? utf8;
        return (new TargetPatch(text, UnifiedDiff.Of(NameOf(path), utf8, text)), problems);
    }

    /// <summary>Where the target stands now, or why it cannot be changed: a file can change while its specs are measured.</summary>
    private static (Location? Where, string? Problem) PlaceOf(TargetChange change, IReadOnlyList<Spec> present)
    {
        var measured = change.Specs[0];
        if (measured.IsInCode || measured.Where is null)
            return (null, $"{measured.Id} is declared in code; change its target there to \"{change.Target}\"");
        if (present.FirstOrDefault(spec => string.Equals(spec.Id, measured.Id, StringComparison.Ordinal)) is not { Where: { } where } now || now.Target != measured.Target)
            return (null, $"the target of {measured.Id} was changed in the meantime");
        var unmeasured = present.Where(spec => spec.Where == where && change.Specs.All(known => !string.Equals(known.Id, spec.Id, StringComparison.Ordinal))).ToList();
        return unmeasured is [var other, ..]
            ? (null, $"{measured.Id} shares its target with {other.Id}, which is not selected")
            : (where, null);
    }

    // Below the current directory the path from there is what git and patch want; elsewhere only the name can be right.
    private static string NameOf(string path) =>
        Path.IsPathRooted(path) ? Path.GetFileName(path) : path.Replace('\\', '/');
}
