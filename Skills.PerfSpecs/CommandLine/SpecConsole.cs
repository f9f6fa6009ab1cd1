using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Sampling;
using PerfSpecs.Specs;
using Spectre.Console;

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
        var table = new OptionTable(tests);
        var root = new RootCommand("Judges performance budgets by confidence intervals. Without a verb it runs the suite.");
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Action = new VersionAction();
        foreach (var option in table.All)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        Register(root, root, (invocation, _) => RunVerb.Execute(invocation));
        Register(root, new Command("run", "Judge the selected specs (the default)."), (invocation, _) => RunVerb.Execute(invocation));
        Register(root, new Command("check", "Check the specs file and the command line; measure nothing."), (invocation, _) => CheckVerb.Execute(invocation));
        var stored = PathOption.Optional("RESULTS", "A file that --json wrote, whose samples tell more than assumptions.");
        var plan = new Command("plan", "Show what the selected specs would need and could catch; measure nothing.") { stored };
        Register(root, plan, (invocation, parsed) => PlanVerb.Execute(invocation, parsed.GetValue(stored)));
        Register(root, new Command("selftest", "Record samples, and show what each spec would do if its code became slower than that."), (invocation, _) => SelfTestVerb.Execute(invocation));
        var results = PathOption.Required("RESULTS", "A file that --json wrote.");
        var judge = new Command("judge", "Judge stored results again, by their own targets and by today's; measure nothing.") { results };
        Register(root, judge, (invocation, parsed) => Task.FromResult(JudgeVerb.Execute(invocation, parsed.GetValue(results)!)));
        var reported = PathOption.Required("RESULTS", "A file that --json wrote.");
        var report = new Command("report", "Write reports of a stored run (--html, --markdown and the others); measure nothing.") { reported };
        Register(root, report, (invocation, parsed) => ReportVerb.Execute(invocation, parsed.GetValue(reported)!));
        var id = new Argument<string?>("ID") { Description = "The spec's id; * globs. All where none is given.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(table.Completions.Ids);
        var history = new Command("history", "Show how values went over the runs that --history FOLDER keeps; measure nothing.") { id };
        Register(root, history, (invocation, parsed) => HistoryVerb.Execute(invocation, parsed.GetValue(id)));
        var of = new Argument<string>("OF") { Description = "specs, or results as --json writes them, or reference for people.", DefaultValueFactory = _ => SchemaVerb.Specs };
        of.AcceptOnlyFromAmong(SchemaVerb.Specs, SchemaVerb.Results, SchemaVerb.Reference);
        var schema = new Command("schema", "Print the JSON schema of the specs file, for editors, or of the results.") { of };
        Register(root, schema, (invocation, parsed) => SchemaVerb.Execute(invocation, parsed.GetValue(of)!));

        var explainedId = new Argument<string>("ID") { Description = "The spec's id." };
        explainedId.CompletionSources.Add(table.Completions.Ids);
        var explained = PathOption.Optional("RESULTS", "A file that --json wrote; without it the spec is judged now.");
        var explain = new Command("explain", "Explain one spec: what was judged, by how much, how sure that is, and what next.") { explainedId, explained };
        Register(root, explain, (invocation, parsed) => ExplainVerb.Execute(invocation, parsed.GetValue(explainedId)!, parsed.GetValue(explained)));
        Register(root, new Command("watch", "Judge again what changed whenever the specs file is saved."), (invocation, _) => WatchVerb.Execute(invocation));
        var shell = new Argument<string>("SHELL") { Description = "The shell that reads the script." };
        shell.AcceptOnlyFromAmong(CompletionScript.Bash, CompletionScript.Zsh, CompletionScript.PowerShell);
        Register(root, new Command("completion", "Print a script that lets a shell complete verbs, options, ids and tags.") { shell }, (invocation, parsed) => CompletionVerb.Execute(invocation, parsed.GetValue(shell)!));
        var pipe = new Argument<string>("PIPE");
        var worker = new Command(WorkerCommand.Verb, "Take samples for another process of this program.") { pipe };
        worker.Hidden = true;
        worker.SetAction(async (parsed, cancellationToken) =>
        {
            using var signals = new WorkerSignals();
            await SampleWorker.Serve(parsed.GetValue(pipe)!, new Registry(tests), cancellationToken);
            return 0;
        });
        root.Subcommands.Add(worker);
        var (calibrate, ratchet) = (TargetOptions.Calibrate(), TargetOptions.Ratchet());
        Register(root, calibrate.Verb("calibrate", "Propose targets from measured samples, as a patch of the specs file."), (invocation, parsed) => CalibrateVerb.Execute(invocation, calibrate.Read(parsed)));
        Register(root, ratchet.Verb("ratchet", "Propose tighter targets from at least three stored runs, as a patch of the specs file."), (invocation, parsed) => RatchetVerb.Execute(invocation, ratchet.Read(parsed)));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"error: {error.Message}");
            await Console.Error.WriteLineAsync("Say --help for what is known.");
            return (int)ExitCode.Invalid;
        }

        // Signals and unexpected exceptions are answered here: the library would end the process two seconds after a signal, and exit with
        // 1.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(configuration);

        void Register(Command parent, Command command, Func<Invocation, ParseResult, Task<ExitCode>> verb)
        {
            command.SetAction(async (result, _) =>
            {
                using var guard = new ProcessGuard();
                var options = table.Read(result);
                using var console = ConsoleOutput.Open(options);
                var code = console.Close(await Try(options, console, guard, invocation => verb(invocation, result)));
                return (int)streams.Close(code, guard.IsHeeded);
            });
            if (command != parent)
                parent.Subcommands.Add(command);
        }

        async Task<ExitCode> Try(RunnerOptions options, ConsoleOutput console, ProcessGuard guard, Func<Invocation, Task<ExitCode>> verb)
        {
            if (RegistryOf(tests, console.Console) is not { } registry)
                return ExitCode.Invalid;
            var start = WorkerCommand.Of(Program).Typed(StartFolder.Path);
            var specs = options.Specs is { } path ? StartFolder.Shown(path) : null;
            try
            {
                var shown = (commands ?? Commands.Of(start)).From(StartFolder.Path, specs, start);
                return await verb(new Invocation(options, registry, console.Console, console.IsLive, shown, guard));
            }
            catch (OperationCanceledException) when (guard.IsCancelled)
            {
                return ExitCode.Cancelled;
            }
        }
    }

    /// <summary>The tree of tests, or null and what is wrong with it on the console.</summary>
    private static Registry? RegistryOf(Test tests, IAnsiConsole console)
    {
        try
        {
            return new Registry(tests);
        }
        catch (ArgumentException mistake)
        {
            // .NET adds the parameter, which is no concern of who wrote the tests.
            console.WriteLine($"error: {mistake.Message.Replace($" (Parameter '{mistake.ParamName}')", "", StringComparison.Ordinal)}");
            console.WriteLine("1 error in the program's tests; nothing was run.");
            return null;
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
