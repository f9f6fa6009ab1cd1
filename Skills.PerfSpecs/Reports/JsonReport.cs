using PerfSpecs.Results;

namespace PerfSpecs.Reports;

/// <summary>The run with every raw sample, from which <c>judge</c> derives every verdict again.</summary>
public sealed class JsonReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(FinishedRun run, Stream output) => ResultsFile.Of(run.Result, run.Environment, run.Started, run.Commit, run.Tool).Write(output);
}
