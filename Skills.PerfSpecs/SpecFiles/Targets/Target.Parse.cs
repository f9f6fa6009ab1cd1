using System.Diagnostics.CodeAnalysis;

namespace PerfSpecs.Specs;

public sealed partial record Target
{
    /// <summary>Reads a target as it stands in specs.json: <c>[statistic] operator number unit</c>.</summary>
    /// <param name="text">The text, such as <c>p95 &lt; 500 ms</c>.</param>
    /// <param name="measure">What the target speaks of; its kind gives the statistic where none is stated, and its unit the dimension.</param>
    /// <param name="hasReference">Whether the spec has a reference; the target is then a multiple of it, in <c>x</c>.</param>
    /// <param name="target">The target, its bound in the unit that was written.</param>
    /// <param name="problems">What is wrong, in the order of the text; empty where it is read.</param>
    /// <returns>Whether the text is a target that the measure can be judged by.</returns>
    public static bool TryParse(string text, Measure measure, bool hasReference, [NotNullWhen(true)] out Target? target, out IReadOnlyList<TextProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(measure);
        (target, problems) = TargetParser.Parse(text, measure, hasReference);
        return target is not null;
    }
}
