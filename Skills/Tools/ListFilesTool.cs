using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Lists the files of the skill's folder and the workspace.</summary>
internal sealed class ListFilesTool(ConfinedFolders folders) : AIFunction
{
    private const int Most = 1_000;

    /// <summary>A list is sorted as a whole; of a folder with more files than this one, only so many are looked at.</summary>
    private const int MostCounted = 100_000;

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "path": { "type": "string", "description": "The folder, relative to the skill's folder or the workspace. Leave out for both." },
            "from": { "type": "integer", "description": "The first file to list, from 1, where a list came in pieces." }
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
        var from = ToolArguments.Number(arguments, "from") ?? 1;
        if (from < 1)
            throw new ArgumentException("\"from\" is at least 1.", nameof(arguments));
        var text = new StringBuilder();
        if (path is null or "" or ".")
        {
            foreach (var (name, root) in folders.Roots)
                List(text, name, root, from, cancellationToken);
        }
        else
        {
            var folder = folders.Resolve(path);
            if (!Directory.Exists(folder))
                throw new IOException($"\"{path}\" is a file; {FileTools.ReadName} shows what is in it.");
            List(text, path, folder, from, cancellationToken);
        }

        return ValueTask.FromResult<object?>(text.ToString());
    }

    private static void List(StringBuilder text, string name, string root, int from, CancellationToken cancellationToken)
    {
        text.Append(name).Append(":\n");
        var files = Files(root, cancellationToken);
        foreach (var (path, bytes) in files.Skip(from - 1).Take(Most))
            text.Append(CultureInfo.InvariantCulture, $"- {Shown.Escaped(path)} ({bytes:N0} bytes)\n");
        if (files.Count is 0)
            text.Append("- no files\n");
        else if (files.Count < from)
            text.Append(CultureInfo.InvariantCulture, $"- only {files.Count} files\n");
        else if (files.Count - from >= Most)
            text.Append(CultureInfo.InvariantCulture, $"[Files {from} to {from + Most - 1} of {files.Count}{(files.Count is MostCounted ? " or more" : "")}. List on with from={from + Most}, or list one folder.]\n");
    }

    /// <summary>The files below a folder with their sizes, sorted by path (ordinal), with slashes on every system.</summary>
    private static List<(string Path, long Bytes)> Files(string root, CancellationToken cancellationToken)
    {
        var files = new List<(string Path, long Bytes)>();
        foreach (var file in new FileSystemEnumerable<(string Path, long Bytes)>(root, Describe, Walk) { ShouldIncludePredicate = IsFile, ShouldRecursePredicate = IsEntered })
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.GetRelativePath(root, file.Path);
            files.Add((OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path, file.Bytes));
            if (files.Count is MostCounted)
                break;
        }

        files.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return files;

        static (string, long) Describe(ref FileSystemEntry entry) => (entry.ToFullPath(), entry.Length);
        static bool IsFile(ref FileSystemEntry entry) => !entry.IsDirectory;
        static bool IsEntered(ref FileSystemEntry entry) => !entry.FileName.SequenceEqual(".git");
    }
}
