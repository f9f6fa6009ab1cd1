namespace PerfSpecs.Reports;

/// <summary>Writes whole files or none.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file under a temporary name in the same folder and renames it, so that a killed run leaves the old file or none, and
    /// never half of one. Missing folders are made.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced. A device, such as <c>/dev/stdout</c>, is written to as it stands.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (IsDevice(path))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        var temporary = TemporaryNameBeside(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Why a file could not be written, asked before the work whose results it is to hold; null where it can be.</summary>
    public static string? Obstacle(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return "it is a folder";
            if (!IsDevice(path))
            {
                var probe = TemporaryNameBeside(path);
                File.WriteAllBytes(probe, []);
                File.Delete(probe);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return exception.Message;
        }
    }

    private static string TemporaryNameBeside(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return $"{full}.{Path.GetRandomFileName()}.tmp";
    }

    // Renaming a file onto a device's name would take the device away from everyone.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);
}
