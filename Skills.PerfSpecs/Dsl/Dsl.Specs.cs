using System.Runtime.CompilerServices;

namespace PerfSpecs;

public static partial class Dsl
{
    /// <summary>A budget in code: <c>spec("iteration/duration", P95 &lt;= 500.Milliseconds, new() { Samples = 100 })</c>.</summary>
    /// <remarks>What is wrong with it is reported when the tree is registered, by the same rules as for specs.json.</remarks>
    /// <param name="metric">The metric: <c>workload/measure</c>.</param>
    /// <param name="target">What must hold.</param>
    /// <param name="options">What else it states; null for nothing.</param>
    /// <param name="file">The caller's file; leave it out.</param>
    /// <param name="line">The caller's line; leave it out.</param>
    public static Test spec(string metric, Target target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Normal, metric, Exact(target), target, options, file, line);

    /// <summary>A budget in code that reads as in the file: <c>spec("iteration/duration", "p95 &lt; 500 ms")</c>.</summary>
    /// <inheritdoc cref="spec(string, Target, SpecOptions?, string, int)"/>
    public static Test spec(string metric, string target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Normal, metric, target, null, options, file, line);

    /// <summary>A focused budget in code: the unfocused are skipped.</summary>
    /// <inheritdoc cref="spec(string, Target, SpecOptions?, string, int)"/>
    public static Test fspec(string metric, Target target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Focused, metric, Exact(target), target, options, file, line);

    /// <summary>A focused budget in code: the unfocused are skipped.</summary>
    /// <inheritdoc cref="spec(string, Target, SpecOptions?, string, int)"/>
    public static Test fspec(string metric, string target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Focused, metric, target, null, options, file, line);

    /// <summary>A pending budget in code: it is shown as skipped.</summary>
    /// <inheritdoc cref="spec(string, Target, SpecOptions?, string, int)"/>
    public static Test pspec(string metric, Target target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Pending, metric, Exact(target), target, options, file, line);

    /// <summary>A pending budget in code: it is shown as skipped.</summary>
    /// <inheritdoc cref="spec(string, Target, SpecOptions?, string, int)"/>
    public static Test pspec(string metric, string target, SpecOptions? options = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Budget(TestState.Pending, metric, target, null, options, file, line);

    private static string Exact(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.ToExactString();
    }

    private static Test.Budget Budget(TestState state, string metric, string text, Target? target, SpecOptions? options, string file, int line)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(text);
        var where = file.Length is 0 ? null : new Location(StartFolder.Shown(file), line, 1);
        return new Test.Budget(metric, text, options ?? new SpecOptions(), state, where) { Target = target };
    }
}
