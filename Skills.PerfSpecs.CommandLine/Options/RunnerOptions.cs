using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>What was asked on the command line: one immutable record.</summary>
internal sealed record RunnerOptions(
    string? Specs,
    Selection Selection,
    int? Seed,
    bool Strict,
    IReadOnlyList<ReportOrder> Reports,
    string? History,
    string? Baseline,
    bool List,
    bool DryRun,
    bool Live,
    string? Extend,
    StressOptions? Stress,
    bool FailsOnFocus,
    bool Sequenced,
    string? Profile,
    string ProfileFolder,
    bool Summary,
    bool SummaryLocation,
    char JoinWith,
    bool Debug,
    bool NoSpinner,
    int? Colours);
