using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Reads a text file of the skill or the workspace, whole or by lines. A large file comes in pieces, each of which says how to get the next; nothing is ever cut silently.</summary>
internal sealed class ReadFileTool(ConfinedFolders folders, SkillExecutorOptions options, FileTools tools) : AIFunction
{
    private const string Character = "character";

    private static readonly JsonElement Schema = JsonElement.Parse("""
        {
          "type": "object",
          "properties": {
            "path": { "type": "string", "description": "The file, relative to the skill's folder or the workspace." },
            "from": { "type": "integer", "description": "The first line to read, from 1. Leave out for the beginning." },
            "to": { "type": "integer", "description": "The last line to read. Leave out for the end." },
            "character": { "type": "integer", "description": "The first character to read of the line \"from\", from 1. Only for a line that came in pieces." }
          },
          "required": ["path"]
        }
        """);

    private ReadFileTool? _ofSkillFolder;
    private ConcurrentDictionary<(string, int, int, int), (long, DateTime)>? _read;

    /// <summary>The same tool for a skill whose <c>allowed-tools</c> do not name it: it reads the skills' folders and no workspace.</summary>
    public ReadFileTool OfSkillFolder => _ofSkillFolder ??= new ReadFileTool(folders.OfSkills, options, tools);

    /// <inheritdoc/>
    public override string Name => FileTools.ReadName;

    /// <inheritdoc/>
    public override string Description => "Reads a text file of the skill's folder or the workspace, whole or by lines.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var path = ToolArguments.Text(arguments, "path") ?? throw new ArgumentException("\"path\" is missing.", nameof(arguments));
        var from = ToolArguments.Number(arguments, "from") ?? 1;
        var to = ToolArguments.Number(arguments, "to") ?? int.MaxValue;
        var character = ToolArguments.Number(arguments, Character) ?? 1;
        if (from < 1 || to < from || character < 1)
            throw new ArgumentException("\"from\" and \"character\" are at least 1, and \"to\" at least \"from\".", nameof(arguments));
        var file = Checked(path);
        // Devices, pipes and sockets have no length, and opening one may never end: what has no length is never opened.
        if (file.Length is 0)
            return $"\"{path}\" is empty.";
        var state = (file.Length, file.LastWriteTimeUtc);
        var read = LazyInitializer.EnsureInitialized(ref _read);
        if (read.TryGetValue((file.FullName, from, to, character), out var before) && before == state)
            return $"\"{path}\" has not changed since you read these lines of it above.";
        var text = Decoded(path, await Bytes(path, file, cancellationToken));
        var piece = Piece(path, text, from, to, character);
        read[(file.FullName, from, to, character)] = state;
        tools.Note(new SkillResource(path, file.Length, TokenCounter.Estimate(file.Length)), piece);
        return piece;
    }

    /// <summary>Forgets what was read: the conversation no longer holds it.</summary>
    public void Forget()
    {
        _read?.Clear();
        _ofSkillFolder?.Forget();
    }

    private FileInfo Checked(string path)
    {
        var file = new FileInfo(folders.Resolve(path));
        if (Directory.Exists(file.FullName))
            throw new IOException($"\"{path}\" is a folder; {FileTools.ListName} shows what is in it.");
        return file.Length <= options.MaxFileBytes
            ? file
            : throw new IOException(string.Create(CultureInfo.InvariantCulture, $"\"{path}\" has {file.Length:N0} bytes; files above {options.MaxFileBytes:N0} are not read."));
    }

    /// <summary>The bytes of a file whose path was checked. The open file is checked again: a link may have taken its place since.</summary>
    private async Task<byte[]> Bytes(string path, FileInfo file, CancellationToken cancellationToken)
    {
        var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            if (OpenFile.PathOf(stream.SafeFileHandle, file.FullName) is not { } real || !folders.Roots.Any(folder => RealPath.IsInside(folder.Root, real)))
                throw new IOException($"\"{path}\" changed while it was opened; read it again.");
            var bytes = new byte[Math.Min(stream.Length, options.MaxFileBytes)];
            var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return count == bytes.Length ? bytes : bytes[..count];
        }
    }

    private static string Decoded(string path, byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new IOException($"\"{path}\" is not UTF-8 text (byte {exception.Index}); it may be a picture, an archive, or in another encoding.", exception);
        }
    }

    private string Piece(string path, string text, int from, int to, int character)
    {
        var start = LineStart(text, from);
        if (start < 0)
            throw new ArgumentException($"\"{path}\" has fewer than {from} lines.", nameof(from));
        var end = to is int.MaxValue ? text.Length : LineStart(text, to + 1) is >= 0 and var next ? next : text.Length;
        if (character > 1)
        {
            var length = text.AsSpan(start, end - start).IndexOf('\n') is >= 0 and var feed ? feed : end - start;
            start += character <= length ? character - 1 : throw new ArgumentException($"Line {from} of \"{path}\" has only {length} characters.", nameof(character));
        }

        if (end - start <= options.FilePieceCharacters)
            return text[start..end];
        var cut = text.LastIndexOf('\n', start + options.FilePieceCharacters - 1, options.FilePieceCharacters);
        if (cut < 0)
            return PieceOfLine(path, text, start, from, character);
        var last = from + text.AsSpan(start, cut + 1 - start).Count('\n') - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(start, cut + 1 - start)}[Lines {from} to {last} of \"{path}\". Read on with from={last + 1}.]");
    }

    private string PieceOfLine(string path, string text, int start, int line, int character)
    {
        var length = options.FilePieceCharacters;
        if (char.IsHighSurrogate(text[start + length - 1]) && length > 1)
            length--;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(start, length)}\n[Characters {character} to {character + length - 1} of line {line} of \"{path}\". Read on with from={line}, {Character}={character + length}.]");
    }

    /// <summary>Where a line begins; -1 where the text has fewer lines.</summary>
    private static int LineStart(string text, int line)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0 || end + 1 == text.Length)
                return -1;
            start = end + 1;
        }

        return start;
    }
}
