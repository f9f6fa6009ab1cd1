using PerfSpecs.Running;

namespace PerfSpecs.MSTest;

/// <summary>A failed test whose stack leads to the budget and to the measured code, and not into this library.</summary>
internal sealed class BudgetFailedException(string message, Spec spec, Workload workload, Exception? thrown = null)
    : AssertFailedException(message, thrown!)
{
    /// <inheritdoc/>
    public override string? StackTrace { get; } = string.Join(Environment.NewLine, Frames(spec, workload));

    // Test platforms and editors read this form.
    private static IEnumerable<string> Frames(Spec spec, Workload workload)
    {
        if (spec.Where is { } where)
            yield return Frame($"spec \"{spec.Id}\"", where);
        if (CodeLocation.Of(workload.Code) is { } code)
            yield return Frame($"workload \"{workload.Name}\"", code);
    }

    private static string Frame(string what, Location where) => FormattableString.Invariant($"   at {what} in {StartFolder.Full(where.File)}:line {where.Line}");
}
