using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Skills;

/// <summary>The files of a <see cref="FolderJournal"/>: their names, their locks, and their lines.</summary>
internal static class JournalFiles
{
    private const int LongestName = 100;
    private const int Stripes = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The file of a conversation: named after it where the id is a harmless file name, else after the id's hash.</summary>
    public static string PathOf(string folder, string executionId) => Path.Join(folder, NameOf(executionId) + ".jsonl");

    /// <summary>Waits until nobody else writes to a conversation. A killed process releases its locks.</summary>
    /// <exception cref="IOException">Somebody holds the lock for longer than 10 s.</exception>
    public static async ValueTask<FileStream> Lock(string folder, string path, CancellationToken cancellationToken)
    {
        // A file for each conversation would double the files; a few for all of them do as well.
        var stripe = SHA256.HashData(Encoding.UTF8.GetBytes(path))[0] % Stripes;
        var name = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $".lock-{stripe:00}"));
        for (var started = Environment.TickCount64; ;)
        {
            try
            {
                return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (Environment.TickCount64 - started < Patience.TotalMilliseconds && Directory.Exists(folder))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }
        }
    }

    public static FileStream OpenForWriting(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>The lines of a file; what comes behind the last line break was never written.</summary>
    /// <exception cref="IOException">A line is no step.</exception>
    public static List<JournalLine> Lines(string path, byte[] bytes)
    {
        var lines = new List<JournalLine>();
        for (int at = 0, end; (end = bytes.AsSpan(at).IndexOf((byte)'\n')) >= 0; at += end + 1)
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize(bytes.AsSpan(at, end), ConversationJson.Default.JournalLine)!);
            }
            catch (JsonException exception)
            {
                throw new IOException($"{path}:{lines.Count + 1}: this line is no step of a conversation. Restore the file from a copy, or delete it to give the conversation up.", exception);
            }
        }

        return lines;
    }

    private static string NameOf(string executionId) =>
        executionId.Length is > 0 and <= LongestName && executionId[0] is not '.' && executionId.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.')
            ? executionId
            : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(executionId)));
}
