using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>The console of a run: with colours and moving lines on a terminal, plain and unwrapped elsewhere.</summary>
internal sealed class ConsoleOutput : IDisposable
{
    private const int Unwrapped = 4096;

    private ConsoleOutput(IAnsiConsole console, bool isLive)
    {
        Console = console;
        IsLive = isLive;
    }

    public IAnsiConsole Console { get; }

    public bool IsLive { get; }

    public static ConsoleOutput Open(RunnerOptions options)
    {
        System.Console.OutputEncoding = System.Text.Encoding.UTF8;
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
        return new ConsoleOutput(console, terminal && !options.NoSpinner && console.Profile.Capabilities.Ansi);
    }

    public void Dispose()
    {
        if (IsLive)
            Console.Cursor.Show(true);
    }
}
