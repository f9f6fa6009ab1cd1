using PerfSpecs.Running;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>The console of a run: with colours and moving lines on a terminal, plain and unwrapped elsewhere.</summary>
internal sealed class ConsoleOutput : IDisposable
{
    private const int Unwrapped = 4096;

    private readonly TextWriter _output = System.Console.Out;
    private readonly TextWriter _error = System.Console.Error;
    private readonly WorkloadOutput _printed;

    private ConsoleOutput(IAnsiConsole console, bool isLive, bool passesOn)
    {
        Console = console;
        IsLive = isLive;
        _printed = new WorkloadOutput(passesOn ? _error : null);
        System.Console.SetOut(_printed);
        System.Console.SetError(_printed);
    }

    public IAnsiConsole Console { get; }

    public bool IsLive { get; }

    public static ConsoleOutput Open(RunnerOptions options)
    {
        var terminal = !System.Console.IsOutputRedirected;
        var colours = terminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = !colours ? ColorSystemSupport.NoColors : options.Colours switch
            {
                null => ColorSystemSupport.Detect,
                0 => ColorSystemSupport.NoColors,
                8 => ColorSystemSupport.Legacy,
                _ => ColorSystemSupport.EightBit,
            },
            // A build server is a pipe as well, whatever its log could show.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = terminal },
        });
        if (!terminal)
            console.Profile.Width = Unwrapped;
        VisibleConsole.Of(console);
        return new ConsoleOutput(console, terminal && !options.NoSpinner && console.Profile.Capabilities.Ansi, options.Debug);
    }

    /// <summary>Says what only shows at the end: faults that came after their verdict, and how much was printed meanwhile.</summary>
    /// <returns>What the process answers with.</returns>
    public ExitCode Close(ExitCode code)
    {
        foreach (var fault in StrayFaults.TakeUnjudged())
        {
            Console.WriteLine($"error: {fault}");
            code = ExitCode.Errored;
        }

        if (_printed is { Characters: > 0, IsPassedOn: false })
            Console.WriteLine(FormattableString.Invariant($"note: the workloads printed {_printed.Characters:#,0} characters, which are not shown; --debug shows them on standard error."));
        return StrayFaults.End is null ? code : ExitCode.Errored;
    }

    public void Dispose()
    {
        System.Console.SetOut(_output);
        System.Console.SetError(_error);
        if (IsLive)
            Console.Cursor.Show(true);
    }
}
