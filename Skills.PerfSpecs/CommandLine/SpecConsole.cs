using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;
using PerfSpecs.Reports;
using PerfSpecs.Running;
using PerfSpecs.Sampling;

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
        var stored = new Argument<string?>("RESULTS") { Description = "A file that --json wrote, whose samples tell more than assumptions.", Arity = ArgumentArity.ZeroOrOne };
        var plan = new Command("plan", "Show what the selected specs would need and could catch; measure nothing.") { stored };
        Register(root, plan, (invocation, parsed) => PlanVerb.Execute(invocation, parsed.GetValue(stored)));
        Register(root, new Command("selftest", "Record samples, and show what each spec would do if they stood beyond its target."), (invocation, _) => SelfTestVerb.Execute(invocation));
        var results = new Argument<string>("RESULTS") { Description = "A file that --json wrote." };
        var judge = new Command("judge", "Judge stored results again, by their own targets and by today's; measure nothing.") { results };
        Register(root, judge, (invocation, parsed) => Task.FromResult(JudgeVerb.Execute(invocation, parsed.GetValue(results)!)));
        var reported = new Argument<string>("RESULTS") { Description = "A file that --json wrote." };
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
        var explained = new Argument<string?>("RESULTS") { Description = "A file that --json wrote; without it the spec is judged now.", Arity = ArgumentArity.ZeroOrOne };
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

        return await parsed.InvokeAsync();

        void Register(Command parent, Command command, Func<Invocation, ParseResult, Task<ExitCode>> verb)
        {
            command.SetAction(async (result, cancellationToken) =>
            {
                using var impatience = EndAtTheSecondInterrupt();
                using var guard = new ProcessGuard(cancellationToken);
                var options = table.Read(result);
                using var console = ConsoleOutput.Open(options);
                var code = await verb(new Invocation(options, new Registry(tests), console.Console, console.IsLive, (commands ?? Commands.Of(WorkerCommand.Of(Program).Typed(Environment.CurrentDirectory))) with { File = options.Specs }, guard.Token), result);
                return (int)console.Close(code);
            });
            if (command != parent)
                parent.Subcommands.Add(command);
        }
    }

    /// <summary>The first Ctrl-C ends a run gracefully; who presses it again wants to be rid of it at once.</summary>
    private static PosixSignalRegistration EndAtTheSecondInterrupt()
    {
        var interrupts = 0;
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref interrupts) > 1)
                ProcessGuard.Exit(ExitCode.Cancelled);
        });
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
