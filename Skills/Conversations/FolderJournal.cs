using System.Collections.Concurrent;
using System.Text.Json;

namespace Skills;

/// <summary>A line of a conversation's file.</summary>
/// <param name="N">The step's number, from 0.</param>
/// <param name="Step">The step.</param>
internal sealed record JournalLine(long N, ConversationStep Step);

/// <summary>Keeps each conversation in a file of a folder, one line of JSON for each step.</summary>
/// <remarks>
/// A line is written whole or not at all: what a dying process left of its last line is dropped. Writers in other processes are kept out
/// by file locks, which a killed process releases. A snapshot replaces the file in one step.
/// Security: the files hold what the model saw. Give the folder rights that fit, and delete what is not needed any more.
/// </remarks>
public sealed class FolderJournal : ISkillJournal
{
    private const byte NewLine = (byte)'\n';

    private readonly ConcurrentDictionary<string, Position> _known = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly bool _flush;
    private readonly Func<FileStream, Stream> _wrap;

    /// <summary>A journal in a folder, which is created where it does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="flushToDisk">Whether each step waits for the disk, so that it survives a power failure. A killed process loses nothing either way.</param>
    public FolderJournal(string folder, bool flushToDisk = true)
        : this(folder, flushToDisk, static file => file)
    {
    }

    internal FolderJournal(string folder, bool flushToDisk, Func<FileStream, Stream> wrap)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        (_folder, _flush, _wrap) = (Path.GetFullPath(folder), flushToDisk, wrap);
        Directory.CreateDirectory(_folder);
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(string executionId, long expected, ConversationStep step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        ArgumentNullException.ThrowIfNull(step);
        var path = JournalFiles.PathOf(_folder, executionId);
        await using var held = await JournalFiles.Lock(_folder, path, cancellationToken);
        using var file = JournalFiles.OpenForWriting(path);
        var position = Now(path, file);
        if (position.Count != expected)
            throw new JournalConflictException(executionId, expected, position.Count);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(new JournalLine(expected, step), ConversationJson.Default.JournalLine), NewLine];
        if (step is ConversationStep.Snapshot)
            Replace(path, line);
        else
            Append(file, position.Length, line);
        _known[path] = new Position(step is ConversationStep.Snapshot ? line.Length : position.Length + line.Length, expected + 1);
    }

    /// <inheritdoc/>
    public async ValueTask<SkillConversation?> LoadAsync(string executionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        var path = JournalFiles.PathOf(_folder, executionId);
        if (!File.Exists(path))
            return null;
        await using var held = await JournalFiles.Lock(_folder, path, cancellationToken);
        return SkillConversation.Of(JournalFiles.Lines(path, await File.ReadAllBytesAsync(path, cancellationToken)).Select(line => line.Step));
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string executionId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(executionId);
        var path = JournalFiles.PathOf(_folder, executionId);
        await using var held = await JournalFiles.Lock(_folder, path, cancellationToken);
        File.Delete(path);
        _known.TryRemove(path, out _);
    }

    /// <summary>How many steps the file holds; what a dying process left of its last line is cut off.</summary>
    private Position Now(string path, FileStream file)
    {
        if (_known.TryGetValue(path, out var known) && known.Length == file.Length)
            return known;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf(NewLine) + 1;
        if (whole < bytes.Length)
            file.SetLength(whole);
        return new Position(whole, JournalFiles.Lines(path, bytes).LastOrDefault() is { } last ? last.N + 1 : 0);
    }

    private void Append(FileStream file, long length, byte[] line)
    {
        try
        {
            file.Position = length;
            var stream = _wrap(file);
            stream.Write(line);
            stream.Flush();
            file.Flush(_flush);
        }
        catch (IOException)
        {
            // A full disk must not leave half a line before the next one.
            file.SetLength(length);
            throw;
        }
    }

    private void Replace(string path, byte[] line)
    {
        var temporary = path + ".new";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
                Append(file, 0, line);
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private readonly record struct Position(long Length, long Count);
}
