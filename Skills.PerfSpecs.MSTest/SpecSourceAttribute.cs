using System.Reflection;
using PerfSpecs.Running;

namespace PerfSpecs.MSTest;

/// <summary>Yields one row for each spec: its id and nothing else, so that editing a target never changes a test's identity.</summary>
/// <remarks>Discovery never throws and is never empty: an unusable specs file is one row, whose test carries the diagnosis.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecSourceAttribute : Attribute, ITestDataSource
{
    /// <inheritdoc/>
    public IEnumerable<object?[]> GetData(MethodInfo methodInfo) => Rows(methodInfo.ReflectedType!).Select(row => new object?[] { row });

    /// <inheritdoc/>
    public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) => (data?[0] as TestDataRow<string>)?.DisplayName ?? data?[0] as string;

    /// <param name="tests">The derived class: the platform reflects the inherited method from there.</param>
    private static IEnumerable<TestDataRow<string>> Rows(Type tests)
    {
        var suite = SpecSuite.Load(PerfSpecsTests.TreeOf(tests));
        if (!suite.File.IsUsable)
            return [new TestDataRow<string>(SpecSuite.Unusable) { DisplayName = SpecSuite.Unusable }];
        var specs = suite.Plan(Selection.All).Specs;
        return specs.Count is 0 ? [new TestDataRow<string>(SpecSuite.Unusable) { DisplayName = SpecSuite.Unusable }] : specs.Select(spec => Row(tests, spec));
    }

    private static TestDataRow<string> Row(Type tests, PlannedSpec spec) => new(spec.Spec.Id)
    {
        DisplayName = $"{tests.Name}.{spec.Spec.Id}",
        TestCategories = [.. spec.Spec.Tags],
        IgnoreMessage = spec.SetAside?.Reason,
    };
}
