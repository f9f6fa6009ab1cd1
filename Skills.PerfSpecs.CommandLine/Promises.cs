using PerfSpecs.Running;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>Targets that state a plan: promises, which measurements must not move unless they are named.</summary>
internal static class Promises
{
    private const string Tag = "plan";

    /// <summary>The plan without the promises that were not named; says which are left alone.</summary>
    public static RunPlan LeftAlone(Invocation invocation, RunPlan plan)
    {
        var promises = plan.Specs.Where(spec => IsPromise(spec, invocation.Options.Selection)).ToList();
        if (promises.Count is 0)
            return plan;
        var names = string.Join(", ", promises.Select(spec => spec.Spec.Id));
        invocation.Console.WriteLine($"Left alone, because the tag \"{Tag}\" says that their targets are promises and not measurements (--tag {Tag}, or --run with the id, includes them): {names}");
        invocation.Console.WriteLine();
        return plan with { Specs = [.. plan.Specs.Except(promises)] };
    }

    /// <summary>Whether a spec is tagged as a promise, and neither the tag nor the spec itself was named. A pattern that happens to match names nothing.</summary>
    public static bool IsPromise(PlannedSpec spec, Selection selection) =>
        spec.Spec.Tags.Contains(Tag, StringComparer.Ordinal)
        && !selection.Tags.Contains(Tag, StringComparer.Ordinal)
        && !selection.Run.Contains(spec.Spec.Id, StringComparer.Ordinal)
        && !selection.Run.Contains(spec.FullName, StringComparer.Ordinal);
}
