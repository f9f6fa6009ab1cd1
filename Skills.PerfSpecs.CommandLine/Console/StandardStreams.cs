using System.Text;
using PerfSpecs.Running;

namespace PerfSpecs.CommandLine;

/// <summary>Standard output and error while the program runs: in UTF-8, and without exceptions where they cannot be written.</summary>
internal sealed class StandardStreams : IDisposable
{
    private readonly GuardedWriter _output;
    private readonly GuardedWriter _error;
    private bool _isReported;

    /// <summary>Takes both streams over.</summary>
    public StandardStreams()
    {
        try
        {
            Console.OutputEncoding = Encoding.UTF8;
        }
        catch (IOException)
        {
            // There is no console to set it for.
        }

        (_output, _error) = (new GuardedWriter(() => Console.Out), new GuardedWriter(() => Console.Error));
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    /// <summary>Reports on standard error that standard output could not be written.</summary>
    /// <param name="code">What the process would exit with.</param>
    /// <param name="hasMeasured">Whether a run lost its output, and not only a command that reads.</param>
    /// <returns>What it exits with: no success whose output is missing.</returns>
    public ExitCode Close(ExitCode code, bool hasMeasured)
    {
        if (_output.Failure is not { } failure)
            return code;
        if (!_isReported)
            _error.WriteLine($"error: standard output could not be written: {failure}");
        _isReported = true;
        return code is not ExitCode.Passed ? code : hasMeasured ? ExitCode.Errored : ExitCode.Invalid;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Restore(Console.SetOut);
        _error.Restore(Console.SetError);
    }
}
