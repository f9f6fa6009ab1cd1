using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Lists the files of the skill's folder and the workspace.</summary>
internal sealed class ListFilesTool(ConfinedFolders folders) : AIFunction
{
    private const int Most = 1_000;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "path": { "type": "string", "description": "The folder, relative to the skill's folder or the workspace. Leave out for both." }
          }
        }
        """);

    private static readonly EnumerationOptions Walk = new() { RecurseSubdirectories = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <inheritdoc/>
    public override string Name => FileTools.ListName;

    /// <inheritdoc/>
    public override string Description => "Lists the files of the skill's folder and the workspace with their sizes.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var path = ToolArguments.Text(arguments, "path");
        var text = new StringBuilder();
        if (path is null or "" or ".")
        {
            foreach (var (name, root) in folders.Roots)
                List(text, name, root, cancellationToken);
        }
        else
        {
            var folder = folders.Resolve(path);
            if (!Directory.Exists(folder))
                throw new IOException($"\"{path}\" is a file; {FileTools.ReadName} shows what is in it.");
            List(text, path, folder, cancellationToken);
        }

        return ValueTask.FromResult<object?>(text.ToString());
    }

    private static void List(StringBuilder text, string name, string root, CancellationToken cancellationToken)
    {
        text.Append(name).Append(":\n");
        var files = new DirectoryInfo(root).EnumerateFiles("*", Walk)
            .Where(file => !file.FullName.AsSpan(root.Length).Contains("/.git/", StringComparison.Ordinal))
            .Take(Most + 1)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .ToList();
        foreach (var file in files.Take(Most))
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.Append(CultureInfo.InvariantCulture, $"- {Shown.Escaped(Path.GetRelativePath(root, file.FullName))} ({file.Length:N0} bytes)\n");
        }

        if (files.Count > Most)
            text.Append(CultureInfo.InvariantCulture, $"- and more than these {Most}: list a folder of them\n");
        if (files.Count is 0)
            text.Append("- no files\n");
    }
}
