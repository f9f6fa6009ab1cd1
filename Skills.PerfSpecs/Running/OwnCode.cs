namespace PerfSpecs.Running;

/// <summary>Tells the code that a user of the framework wrote from the runtime's, the framework's and its libraries'.</summary>
internal static class OwnCode
{
    private static readonly string[] Others = ["System.", "Microsoft.", "PerfSpecs.", "Spectre.", "Interop", "Internal.", "("];

    /// <summary>Whether a method, by its full name, is the user's.</summary>
    public static bool Is(string method) => !Array.Exists(Others, other => method.StartsWith(other, StringComparison.Ordinal));
}
