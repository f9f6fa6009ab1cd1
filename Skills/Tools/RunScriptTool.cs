using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Runs a script of a skill's <c>scripts</c> folder, with the limits that the host set.</summary>
internal sealed class RunScriptTool(ConfinedFolders folders, string? workspace, ScriptOptions options, TimeProvider time) : AIFunction
{
    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "path": { "type": "string", "description": "The script, such as scripts/collect.sh." },
            "arguments": { "type": "array", "items": { "type": "string" }, "description": "Its arguments, each as it is: no shell is asked." }
          },
          "required": ["path"]
        }
        """);

    /// <inheritdoc/>
    public override string Name => FileTools.RunName;

    /// <inheritdoc/>
    public override string Description => "Runs a script of the skill's scripts folder and returns its exit code and output.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var path = ToolArguments.Text(arguments, "path") ?? throw new ArgumentException("\"path\" is missing.", nameof(arguments));
        var given = ToolArguments.Texts(arguments, "arguments");
        if (given.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
            throw new ArgumentException("An argument holds a null character.", nameof(arguments));
        var (script, folder) = folders.ResolveScript(path);
        var (program, before) = Interpreter(path, script);
        var order = new ProcessOrder(program, [.. before, .. given], workspace ?? folder, options.Timeout, options.MaxCharacters, options.MaxMemoryBytes);
        var outcome = await ChildProcess.Run(order, time, cancellationToken);
        var head = outcome.Problem is { } problem ? $"{path}: {problem}" : FormattableString.Invariant($"{path} ended with exit code {outcome.ExitCode}");
        return string.Join('\n', new[] { head, outcome.Output, outcome.Errors.Length > 0 ? $"errors:\n{outcome.Errors}" : "" }.Where(part => part.Length > 0));
    }

    private static (string Program, IReadOnlyList<string> Before) Interpreter(string path, string script)
    {
        if (Shebang.Of(script) is { } own)
        {
            return ProgramPath.Find(own.Program) is { } found ? (found, [.. own.Arguments, script]) :
                throw new NotSupportedException($"\"{path}\" needs {Shown.Short(own.Program)}, which is not installed here");
        }

        var name = Path.GetExtension(script).ToLowerInvariant() switch
        {
            ".sh" => ["sh", "bash"],
            ".bash" => ["bash"],
            // On Windows the name with a digit is rare.
            ".py" => ["python3", "python", "py"],
            ".js" or ".mjs" => ["node"],
            ".ps1" => ["pwsh", "powershell"],
            "" => (string[]?)null,
            var other => throw new NotSupportedException($"\"{path}\": nothing is known to run {other} files; known are .sh, .bash, .py, .js, .mjs, .ps1 and programs without an ending"),
        };
        return name is null ? (script, []) :
            Array.ConvertAll(name, ProgramPath.Find).FirstOrDefault(found => found is not null) is { } program ? (program, [script]) :
            throw new NotSupportedException($"\"{path}\" needs {name[0]}, which is not installed here");
    }
}
