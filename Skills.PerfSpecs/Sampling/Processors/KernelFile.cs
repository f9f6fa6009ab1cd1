using System.Buffers;
using System.Text;

namespace PerfSpecs.Sampling.Processors;

/// <summary>Reads the small files in which Linux shows its state. A file that is missing, or may not be read, is null or empty and never throws.</summary>
internal static class KernelFile
{
    /// <summary>More than any of these files needs; a file that goes on is cut off.</summary>
    private const int Limit = 1 << 18;

    /// <summary>The file's text; null where it cannot be read.</summary>
    public static string? Text(string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 14);
        try
        {
            // Without a lock and without a stream's buffers: some fifty files are read for each turn of a suite.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = 0;
            while (length < Limit && RandomAccess.Read(handle, buffer.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length)
                    Grow(ref buffer);
            }

            return Encoding.Latin1.GetString(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The names of a folder's subfolders; empty where it cannot be read.</summary>
    public static IReadOnlyList<string> Folders(string path)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder))];
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return [];
        }
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static bool IsExpected(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
