using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PerfSpecs.Proposals;

namespace PerfSpecs.CommandLine;

/// <summary>What the verbs that propose targets were asked for.</summary>
/// <param name="Results">The results files.</param>
/// <param name="Factor">The catch factor or the headroom; null for the default.</param>
/// <param name="Out">The file that the patch goes to; null for none.</param>
/// <param name="Apply">Whether to change the specs file.</param>
internal sealed record TargetRequest(IReadOnlyList<string> Results, double? Factor, string? Out, bool Apply);

/// <summary>The options of the verbs that propose targets.</summary>
internal sealed class TargetOptions
{
    private readonly Argument<string[]> _results;
    private readonly Option<double?> _factor;
    private readonly Option<string?> _out = PathOption.Of("--out", "Write the patch to a file, for git apply or patch -p1.", "FILE");
    private readonly Option<bool> _apply = new("--apply") { Description = "Change the specs file as the patch says." };

    private TargetOptions(string results, ArgumentArity arity, string factor, string description, double least)
    {
        _results = PathOption.Arguments("RESULTS", results, arity);
        _factor = new Option<double?>(factor) { Description = description, HelpName = "FACTOR", CustomParser = parsed => Factor(parsed, factor, least) };
    }

    /// <summary>The options of <c>calibrate</c>.</summary>
    public static TargetOptions Calibrate() => new(
        "Files that --json wrote; none to measure the selected specs first, with all their samples.",
        ArgumentArity.ZeroOrMore,
        "--catch",
        string.Create(CultureInfo.InvariantCulture, $"The slowdown of today's value that must fail in nine of ten next runs, above 1 (default: the spec's \"catches\", else {CalibrationAim.DefaultCatch})."),
        1.001);

    /// <summary>The options of <c>ratchet</c>.</summary>
    public static TargetOptions Ratchet() => new(
        "Files that --json wrote: three or more runs on one machine.",
        ArgumentArity.ZeroOrMore,
        "--headroom",
        string.Create(CultureInfo.InvariantCulture, $"The least room beyond the sustained level, at least 1 (default: {Proposals.Ratchet.DefaultHeadroom}); runs that differ much get more."),
        1);

    /// <summary>A verb with these options.</summary>
    public Command Verb(string name, string description) => new(name, description) { _results, _factor, _out, _apply };

    /// <summary>What was asked for.</summary>
    public TargetRequest Read(ParseResult parsed) => new(parsed.GetValue(_results) ?? [], parsed.GetValue(_factor), parsed.GetValue(_out), parsed.GetValue(_apply));

    // A factor reads alike everywhere: with a point, whatever the machine's language, and with or without the x that reports show.
    private static double? Factor(ArgumentResult parsed, string option, double least)
    {
        var text = parsed.Tokens[0].Value;
        if (double.TryParse(text.TrimEnd('x'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor >= least && factor <= 1000)
            return factor;
        parsed.AddError(string.Create(CultureInfo.InvariantCulture, $"{option} takes a factor from {least} to 1000, such as 1.5, and not \"{text}\"."));
        return null;
    }
}
