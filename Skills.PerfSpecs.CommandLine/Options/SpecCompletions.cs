using System.CommandLine;
using System.CommandLine.Completions;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>The words of the specs file that a shell may offer; none where the file cannot be used.</summary>
/// <param name="tests">What can be measured.</param>
/// <param name="path">The option that names the file.</param>
internal sealed class SpecCompletions(Test tests, Option<string?> path)
{
    /// <summary>The ids of the specs.</summary>
    public IEnumerable<CompletionItem> Ids(CompletionContext context) => Specs(context).Select(spec => new CompletionItem(spec.Id));

    /// <summary>The tags of the specs.</summary>
    public IEnumerable<CompletionItem> Tags(CompletionContext context) => Specs(context).SelectMany(spec => spec.Tags).Distinct(StringComparer.Ordinal).Select(tag => new CompletionItem(tag));

    private IReadOnlyList<Spec> Specs(CompletionContext context)
    {
        var registry = new Registry(tests);
        var file = SuiteFile.Load(context.ParseResult.GetValue(path), registry, isPatient: false);
        return file.IsUsable ? RunPlan.All(file, registry) : [];
    }
}
