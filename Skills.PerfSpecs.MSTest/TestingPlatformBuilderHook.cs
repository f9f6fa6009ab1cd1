using System.ComponentModel;
using System.Reflection;
using PerfSpecs.Sampling;

namespace PerfSpecs.MSTest;

/// <summary>
/// Called first by the entry point that Microsoft.Testing.Platform generates. Where a spec has <c>launches</c>, the program is started again, and is
/// then a process that takes samples and no test run. Not for people.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TestingPlatformBuilderHook
{
    /// <summary>Takes samples and ends the process, where that is what it was started for.</summary>
    /// <param name="testApplicationBuilder">The platform's; not used.</param>
    /// <param name="arguments">The command line.</param>
    public static void AddExtensions(object testApplicationBuilder, string[] arguments)
    {
        if (arguments is not [var tests, WorkerCommand.Verb, var pipe])
            return;
        var type = Assembly.GetEntryAssembly()!.GetType(tests, throwOnError: true)!;
        SampleWorker.Serve(pipe, new Registry(PerfSpecsTests.TreeOf(type)), CancellationToken.None).GetAwaiter().GetResult();
        Environment.Exit(0);
    }

    /// <summary>How the program of a test class is started again as a worker.</summary>
    /// <param name="tests">The class that derives from <see cref="PerfSpecsTests"/>.</param>
    internal static WorkerCommand WorkerOf(Type tests)
    {
        var command = WorkerCommand.Of(tests.Assembly);
        // A program with a Main of its own answers as a console program of PerfSpecs does.
        return tests.Assembly.EntryPoint?.DeclaringType?.Name is "MicrosoftTestingPlatformEntryPoint"
            ? command with { Arguments = [.. command.Arguments, tests.FullName!] }
            : command;
    }
}
