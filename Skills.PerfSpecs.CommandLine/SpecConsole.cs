using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Text;

namespace PerfSpecs.CommandLine;

/// <summary>The runner as a program: <c>return await SpecConsole.Run(args, tests);</c>.</summary>
public static class SpecConsole
{
    /// <summary>Does what the command line asks.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="tests">What can be measured.</param>
    /// <param name="commands">What the program's users say to repeat or to profile one spec; null for the program with its own options.</param>
    /// <returns>The process's exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, Test tests, Commands? commands = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        var threads = LeftoverThreads.Watch();
        using var streams = new StandardStreams();
        var code = await Answer(args, tests, commands, streams);
        threads?.EndAfterMain();
        return (int)code;
    }

    private static async Task<ExitCode> Answer(string[] args, Test tests, Commands? commands, StandardStreams streams)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            await Console.Error.WriteLineAsync(
                "error: PerfSpecs does not run in a program that was compiled by Native AOT: warm-up and batches follow rules for a "
                + "just-in-time compiler. Publish without PublishAot.");
            return ExitCode.Invalid;
        }

        try
        {
            return streams.Close((ExitCode)await Execute(args, tests, commands, streams), hasMeasured: false);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(InternalFault.Report(exception, args));
            return ExitCode.InternalError;
        }
    }

    private static async Task<int> Execute(string[] args, Test tests, Commands? commands, StandardStreams streams)
    {
        var parsed = Parse(args, tests, commands, streams);
        var errors = new UsageErrors(parsed).All;
        if (errors.Count is 0)
        {
            // Signals and unexpected exceptions are answered here: the library would end the process two seconds after a signal, and
            // exit with 1.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }

        foreach (var error in errors)
            await Console.Error.WriteLineAsync($"error: {error}");
        await Console.Error.WriteLineAsync("--help shows the verbs, and VERB --help the options of one.");
        return (int)ExitCode.Invalid;
    }

    /// <summary>The command line by the verbs and their options; nothing is done yet.</summary>
    internal static ParseResult Parse(string[] args, Test tests, Commands? commands = null, StandardStreams? streams = null)
    {
        var table = new OptionTable(tests);
        var root = new RootCommand("Judges performance budgets by confidence intervals. Without a verb it runs the suite.");
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Action = new VersionAction();
        Register(root, Verbs.Run, (invocation, _) => RunVerb.Execute(invocation));
        Register(new Command("run", "Judge the selected specs (the default)."), Verbs.Run, (invocation, _) => RunVerb.Execute(invocation));
        Register(new Command("check", "Check the specs file and the command line; measure nothing."), Verbs.Check, (invocation, _) => CheckVerb.Execute(invocation));
        var stored = PathOption.Optional("RESULTS", "A file that --json wrote, whose samples tell more than assumptions.");
        var plan = new Command("plan", "Show what the selected specs would need and could catch; measure nothing.") { stored };
        Register(plan, Verbs.Plan, (invocation, parsed) => PlanVerb.Execute(invocation, parsed.GetValue(stored)));
        Register(new Command("selftest", "Record samples, and show what each spec would do if its code became slower than that."), Verbs.SelfTest, (invocation, _) => SelfTestVerb.Execute(invocation));
        var results = PathOption.Required("RESULTS", "A file that --json wrote.");
        var judge = new Command("judge", "Judge stored results again, by their own targets and by today's; measure nothing.") { results };
        Register(judge, Verbs.Judge, (invocation, parsed) => Task.FromResult(JudgeVerb.Execute(invocation, parsed.GetValue(results)!)));
        var reported = PathOption.Required("RESULTS", "A file that --json wrote.");
        var report = new Command("report", "Write reports of a stored run (--html, --markdown and the others); measure nothing.") { reported };
        Register(report, Verbs.Report, (invocation, parsed) => ReportVerb.Execute(invocation, parsed.GetValue(reported)!));
        var id = new Argument<string?>("ID") { Description = "The spec's id; * globs. All where none is given.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(table.Completions.Ids);
        var history = new Command("history", "Show how values went over the runs that --history FOLDER keeps; measure nothing.") { id };
        Register(history, Verbs.History, (invocation, parsed) => HistoryVerb.Execute(invocation, parsed.GetValue(id)));
        var of = new Argument<string>("OF") { Description = "specs, results as --json writes them, reference for people, or codes of errors.", DefaultValueFactory = _ => SchemaVerb.Specs };
        of.AcceptOnlyFromAmong(SchemaVerb.Specs, SchemaVerb.Results, SchemaVerb.Reference, SchemaVerb.Codes);
        var schema = new Command("schema", "Print the JSON schema of the specs file, for editors, or of the results.") { of };
        Register(schema, Verbs.Schema, (invocation, parsed) => SchemaVerb.Execute(invocation, parsed.GetValue(of)!));

        var explainedId = new Argument<string>("ID") { Description = "The spec's id." };
        explainedId.CompletionSources.Add(table.Completions.Ids);
        var explained = PathOption.Optional("RESULTS", "A file that --json wrote; without it the spec is judged now.");
        var explain = new Command("explain", "Explain one spec: what was judged, by how much, how sure that is, and what next.") { explainedId, explained };
        Register(explain, Verbs.Explain, (invocation, parsed) => ExplainVerb.Execute(invocation, parsed.GetValue(explainedId)!, parsed.GetValue(explained)));
        Register(new Command("watch", "Judge again what changed whenever the specs file is saved."), Verbs.Watch, (invocation, _) => WatchVerb.Execute(invocation));
        var shell = new Argument<string>("SHELL") { Description = "The shell that reads the script." };
        shell.AcceptOnlyFromAmong(CompletionScript.Bash, CompletionScript.Zsh, CompletionScript.PowerShell);
        Register(new Command("completion", "Print a script that lets a shell complete verbs, options, ids and tags.") { shell }, Verbs.Completion, (invocation, parsed) => CompletionVerb.Execute(invocation, parsed.GetValue(shell)!));
        var pipe = new Argument<string>("PIPE");
        var worker = new Command(WorkerCommand.Verb, "Take samples for another process of this program.") { pipe };
        worker.Hidden = true;
        worker.SetAction(async (parsed, cancellationToken) =>
        {
            await SampleWorker.Serve(parsed.GetValue(pipe)!, new Registry(tests), cancellationToken);
            return 0;
        });
        root.Subcommands.Add(worker);
        var (calibrate, ratchet) = (TargetOptions.Calibrate(), TargetOptions.Ratchet());
        Register(calibrate.Verb("calibrate", "Propose targets from measured samples, as a patch of the specs file."), Verbs.Calibrate, (invocation, parsed) => CalibrateVerb.Execute(invocation, calibrate.Read(parsed)));
        Register(ratchet.Verb("ratchet", "Propose tighter targets from at least three stored runs, as a patch of the specs file."), Verbs.Ratchet, (invocation, parsed) => RatchetVerb.Execute(invocation, ratchet.Read(parsed)));

        return root.Parse(args);

        void Register(Command command, Verbs name, Func<Invocation, ParseResult, Task<ExitCode>> verb)
        {
            foreach (var option in table.Of(name))
                command.Options.Add(option);
            command.SetAction(async (result, _) =>
            {
                using var guard = new ProcessGuard();
                var options = table.Read(result);
                using var console = ConsoleOutput.Open(options);
                var code = console.Close(await Try(options, console, guard, invocation => verb(invocation, result)));
                return (int)(streams?.Close(code, guard.IsHeeded) ?? code);
            });
            if (command != root)
                root.Subcommands.Add(command);
        }

        async Task<ExitCode> Try(RunnerOptions options, ConsoleOutput console, ProcessGuard guard, Func<Invocation, Task<ExitCode>> verb)
        {
            var start = WorkerCommand.Of(Program).Typed(StartFolder.Path);
            var specs = options.Specs is { } path ? StartFolder.Shown(path) : null;
            try
            {
                var shown = (commands ?? Commands.Of(start)).From(StartFolder.Path, specs, start);
                return await verb(new Invocation(options, new Registry(tests), console.Console, console.IsLive, shown, guard));
            }
            catch (OperationCanceledException) when (guard.IsCancelled)
            {
                return ExitCode.Cancelled;
            }
        }
    }

    /// <summary>Prints this tool's version, whatever program it is built into.</summary>
    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Tool.Version);
            return (int)ExitCode.Passed;
        }
    }

    /// <summary>The program whose code is measured.</summary>
    internal static Assembly Program => Assembly.GetEntryAssembly() ?? typeof(SpecConsole).Assembly;
}
