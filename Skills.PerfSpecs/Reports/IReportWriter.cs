using System.Text;
using PerfSpecs.Results;

namespace PerfSpecs.Reports;

/// <summary>One format that a finished run can be written in.</summary>
public interface IReportWriter
{
    /// <summary>Writes the whole report.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Takes the bytes; stays open.</param>
    void Write(FinishedRun run, Stream output);
}

/// <summary>Writes reports to files.</summary>
public static class ReportFiles
{
    /// <summary>Writes a report to a file, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public static void WriteFile(this IReportWriter writer, FinishedRun run, string path) =>
        AtomicFile.Write(path, stream => writer.Write(run, stream));
}

/// <summary>A report that is text: UTF-8 without a byte order mark, lines that end in <c>\n</c>.</summary>
public abstract class TextReport : IReportWriter
{
    // A writer's own default throws at half a surrogate pair; this shows it as �.
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Write(FinishedRun run, Stream output)
    {
        using var text = new StreamWriter(output, Lenient, leaveOpen: true) { NewLine = "\n" };
        Write(run, text);
    }

    /// <summary>Writes the whole report.</summary>
    protected abstract void Write(FinishedRun run, TextWriter text);
}
