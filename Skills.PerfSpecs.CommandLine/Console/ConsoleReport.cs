using System.Diagnostics;
using PerfSpecs.Environments;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Statistics;
using PerfSpecs.Text;
using Spectre.Console;

namespace PerfSpecs.CommandLine;

/// <summary>How a run is shown.</summary>
/// <param name="IsLive">Whether running specs have a line that moves; needs a terminal.</param>
/// <param name="Debug">Whether every spec also shows mean, standard deviation, minimum and maximum.</param>
/// <param name="Summary">Whether the names are listed by verdict at the end.</param>
/// <param name="Commands">What a reader may want to say next.</param>
public sealed record ConsoleStyle(bool IsLive, bool Debug, bool Summary, Commands Commands)
{
    /// <summary>Whether that list also says where each spec stands.</summary>
    public bool ShowsLocations { get; init; }

    /// <summary>What joins the parts of a name.</summary>
    public char JoinWith { get; init; } = '/';
}

/// <summary>Shows a run on a console while it happens.</summary>
public sealed class ConsoleReport(IAnsiConsole console, ConsoleStyle style, RunEnvironment environment)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private SpecLine _lines = new([]);
    private long _lastOutput = Stopwatch.GetTimestamp();

    /// <summary>Shows the events until the last.</summary>
    /// <returns>What the run came to.</returns>
    public async Task<RunResult> Show(IAsyncEnumerable<RunEvent> events)
    {
        if (!style.IsLive)
            return await Follow(events, (progress, _) => BeatAt(progress));
        RunResult? result = null;
        var running = new RunningLines();
        await console.Live(running).AutoClear(true).StartAsync(async live =>
            result = await Follow(events, (progress, judged) =>
            {
                running.Update(progress, judged);
                live.Refresh();
            }));
        End(result!);
        return result!;
    }

    private async Task<RunResult> Follow(IAsyncEnumerable<RunEvent> events, Action<RunEvent.Progress?, SpecResult?> show)
    {
        await foreach (var happened in events)
        {
            switch (happened)
            {
                case RunEvent.Started started:
                    Begin(started.Plan, started.Machine);
                    break;
                case RunEvent.Progress progress:
                    show(progress, null);
                    break;
                case RunEvent.Overrunning overrunning:
                    WriteLine($"[yellow]  … {Markup.Escape(overrunning.Spec.Spec.Id)} has outrun its timeout and is being cancelled[/]");
                    break;
                case RunEvent.Judged judged:
                    show(null, judged.Result);
                    Judged(judged.Result);
                    break;
                case RunEvent.Completed completed:
                    if (!style.IsLive)
                        End(completed.Result);
                    return completed.Result;
                default:
                    throw new UnreachableException($"No word for {happened.GetType().Name}.");
            }
        }

        throw new UnreachableException("A run ends with a completed event.");
    }

    private void Begin(RunPlan plan, MachineState machine)
    {
        _lines = new SpecLine(plan.Specs);
        string[] facts =
        [
            Count(plan.Specs.Count, "spec"), plan.File, environment.Configuration, environment.Runtime,
            Count(environment.Cores, "core"), $"seed {plan.Seed}", $"false alarms <= {Format.Percent(plan.Suite.FalseAlarmRate)} for the suite",
        ];
        WriteLine($"[bold]PerfSpecs[/]  {Markup.Escape(string.Join(" · ", facts))}");
        string[] state = [Words.Machine(machine, environment.Machine, environment.Cores), $"canary spread {Format.Percent(Math.Round(machine.Spread, 3))}", environment.Machine.ToString(), environment.Jit];
        WriteLine($"[grey]machine {Markup.Escape(string.Join("  ", state.Where(fact => fact.Length > 0)))}[/]");
        if (style.Debug && !machine.SeesOthers)
            WriteLine("[grey]        Only the canary watches the machine: this system does not show what other programs use.[/]");
        foreach (var kind in plan.Specs.Where(spec => spec.Spec.Machine is not null).GroupBy(spec => spec.Spec.Machine, StringComparer.Ordinal))
            WriteLine($"[grey]machine {Markup.Escape($"{kind.Key}: its targets hold for {string.Join(", ", kind.Select(spec => spec.Spec.Id))}")}[/]");
        foreach (var doubt in environment.Doubts())
            WriteLine($"[yellow]warning: {Markup.Escape(doubt)}[/]");
        WriteLine("");
    }

    private void Judged(SpecResult result)
    {
        WriteLine(_lines.Markup(result, console.Profile.Width));
        if (style.Debug && result.Judgement.Summary is { } summary)
            WriteLine($"[grey]      {Markup.Escape($"{Moments(summary, result.Spec.Unit)}  mean gap {result.Stride.Every:0.#}, correlation {result.Stride.Correlation:0.00}, over {Words.Span(result.Span)}")}[/]");
    }

    private void End(RunResult result)
    {
        foreach (var bad in result.Results.Where(r => r.Judgement.Verdict is Verdict.Fail or Verdict.Error))
            Explain(bad, result.Plan);
        WriteLine("");
        if (style.Summary)
            Summarise(result);
        if (result.AlsoFailing.Count > 0)
            WriteLine($"[grey]{Markup.Escape($"note: given the failures above, these would fail as well (Holm's step-down): {string.Join(", ", result.AlsoFailing.Select(spec => spec.Id))}")}[/]");
        var toothless = result.Results.Where(r => Words.Headroom(r) >= 10).Select(r => r.Spec.Spec.Id).ToList();
        if (toothless.Count > 0)
            WriteLine($"[grey]{Markup.Escape($"note: more than 10x room, so these targets alone guard little: {string.Join(", ", toothless)}")}[/]");
        WriteLine(Words.Tally(result, (finding, words) => $"[{SpecLine.Colour(finding)}]{words}[/]"));
    }

    private void Explain(SpecResult result, RunPlan plan)
    {
        var spec = result.Spec.Spec;
        WriteLine("");
        var place = spec.Where is { } where ? $"{where.File}:{where.Line}" : "declared in code";
        WriteLine($"[{SpecLine.Colour(Findings.Of(result))}]{Words.Symbol(result)} {Markup.Escape(spec.Id)}[/]   {Markup.Escape(place)}{(Findings.Of(result) is Finding.Warning or Finding.Info ? $"   {Findings.Of(result).Name()}: does not fail the run" : "")}");
        foreach (var line in Explanation.Lines(result, plan.Seed, style.Commands))
            WriteLine("  " + Markup.Escape(line));
        if (result.Judgement.Cause.Thrown is { } thrown)
            WriteLine(Markup.Escape(Indented(thrown.ToString())));
    }

    private void Summarise(RunResult result)
    {
        foreach (var group in result.Results.GroupBy(Findings.Of).OrderBy(group => group.Key))
        {
            WriteLine($"[{SpecLine.Colour(group.Key)}]{group.Key.Name()}: {group.Count()}[/]");
            foreach (var spec in group)
                WriteLine("  " + Markup.Escape($"{spec.Spec.NameJoinedBy(style.JoinWith)}{(style.ShowsLocations ? $"  {spec.Spec.Spec.Where?.ToString() ?? "in code"}" : "")}"));
        }

        WriteLine("");
    }

    private void BeatAt(RunEvent.Progress? progress)
    {
        if (progress is not null && Stopwatch.GetElapsedTime(_lastOutput) >= Heartbeat)
            WriteLine($"[grey]  … {Markup.Escape(progress.Spec.Spec.Id)}: {(progress.Taken is 0 ? "warming up" : $"{progress.Taken} of at most {progress.Spec.Spec.Samples} samples")}[/]");
    }

    private void WriteLine(string markup)
    {
        _lastOutput = Stopwatch.GetTimestamp();
        // Before the console breaks lines at controls that are to be seen.
        markup = VisibleText.Of(markup);
        // A line takes the place of a moving one, of which nothing must show behind its end.
        var rest = style.IsLive ? console.Profile.Width - 1 - Markup.Remove(markup).Length : 0;
        console.MarkupLine(rest > 0 ? markup + new string(' ', rest) : markup);
    }

    private static string Moments(SampleSummary summary, Unit unit) =>
        $"mean {Format.Value(summary.Mean, unit)}  sd {Format.Value(summary.StandardDeviation, unit)}  min {Format.Value(summary.Minimum, unit)}  max {Format.Value(summary.Maximum, unit)}";

    private static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count is 1 ? "" : "s")}");

    private static string Indented(string text) => "    " + text.ReplaceLineEndings("\n    ");
}
