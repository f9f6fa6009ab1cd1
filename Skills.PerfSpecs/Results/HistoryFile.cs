using System.Diagnostics;
using System.Text.Json;
using PerfSpecs.SpecFiles;

namespace PerfSpecs.Results;

/// <summary>The results of many runs in one file, a JSON text a line, to which any number of processes may append.</summary>
/// <param name="folder">The folder of the file; made where it is missing.</param>
public sealed class HistoryFile(string folder)
{
    /// <summary>How long a file that another process writes to is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder, "history.jsonl");

    /// <summary>Appends whole lines: all of them or, where the disk is full, none. A line that a killed process tore is ended first.</summary>
    /// <exception cref="IOException">The file cannot be written, or stays locked for half a minute.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public async Task Append(IEnumerable<HistoryRecord> records)
    {
        using var lines = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(lines, record, HistoryJson.Default.HistoryRecord);
            lines.WriteByte((byte)'\n');
        }

        Directory.CreateDirectory(folder);
        await using var file = await Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var end = file.Length;
        try
        {
            if (IsTorn(file))
                file.WriteByte((byte)'\n');
            file.Write(lines.GetBuffer(), 0, (int)lines.Length);
            file.Flush();
        }
        catch (IOException)
        {
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>Reads the history.</summary>
    /// <returns>The records in the file's order, and a warning for each line that could not be read.</returns>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is closed to this user.</exception>
    public async Task<(IReadOnlyList<HistoryRecord> Records, IReadOnlyList<string> Warnings)> Read()
    {
        await using var file = await Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        using var text = new StreamReader(file);
        var (records, warnings) = (new List<HistoryRecord>(), new List<string>());
        for (var number = 1; await text.ReadLineAsync() is { } line; number++)
        {
            if (line.Length is 0)
                continue;
            if (Parse(line) is { } record)
                records.Add(record);
            else
                warnings.Add(FormattableString.Invariant($"{Path}:{number}: skipped, because it is torn or of another format"));
        }

        return (records, warnings);
    }

    private static HistoryRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryRecord) is { IsWhole: true } record ? record with { Id = SpecId.Current(record.Id) } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // To share with nobody is what locks a file, on every system alike.
    private async Task<FileStream> Open(FileMode mode, FileAccess access, FileShare share)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(Path, mode, access, share);
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20)));
            }
        }
    }

    private static bool IsTorn(FileStream file)
    {
        if (file.Length is 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() is not '\n';
    }
}
