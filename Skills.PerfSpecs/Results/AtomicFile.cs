namespace PerfSpecs.Results;

/// <summary>Writes whole files or none.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file under a temporary name in the same folder and renames it, so that a killed run leaves the old file or none, and
    /// never half of one. Missing folders are made. A file that is replaced keeps its permissions; of a link, the file that it names is
    /// replaced.
    /// </summary>
    /// <param name="path">
    /// The file. A device, a pipe, or a stream of this process such as <c>/dev/stdout</c> is written to directly.
    /// </param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (SpecialFile.Is(path))
        {
            using var special = SpecialFile.Open(path);
            write(special);
            return;
        }

        var file = Named(path);
        var temporary = TemporaryNameBeside(file);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                write(stream);
            if (!OperatingSystem.IsWindows() && File.Exists(file))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
            File.Move(temporary, file, overwrite: true);
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
            if (SpecialFile.Is(path))
                return File.Exists(path) ? null : "there is no such device";
            var file = Named(path);
            if (Directory.Exists(file))
                return "it is a folder";
            if (File.Exists(file))
            {
                // A file that is closed to this user is left alone, although its folder might let it be replaced.
                using var present = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            }

            var probe = TemporaryNameBeside(file);
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return exception.Message;
        }
    }

    /// <summary>The file itself, at the end of all links.</summary>
    private static string Named(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static string TemporaryNameBeside(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return $"{file}.{Path.GetRandomFileName()}.tmp";
    }
}
