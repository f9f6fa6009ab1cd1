using System.Buffers;
using System.Text.Unicode;

namespace Skills;

/// <summary>From a folder to the two parts of its SKILL.md, without ever holding more than the limit.</summary>
internal static class SkillFile
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>SKILL.md, else skill.md; null where the folder has neither.</summary>
    public static FileInfo? Locate(string folder)
    {
        var upper = new FileInfo(Path.Join(folder, "SKILL.md"));
        if (upper.Exists)
            return upper;
        var lower = new FileInfo(Path.Join(folder, "skill.md"));
        return lower.Exists ? lower : null;
    }

    /// <summary>The file's two parts, or null with a finding that says why not.</summary>
    public static Frontmatter? Read(FileInfo file, int maxBytes, Findings findings)
    {
        try
        {
            // A link's own length says nothing about what it leads to.
            var real = RealPath.IsLink(file) ? RealPath.Of(file.FullName) is { } path ? new FileInfo(path) : null : file;
            if (real is not { Exists: true })
                findings.Fault("file-missing", 0, "There is no such file; create SKILL.md in the skill's folder.");
            else if (real.Length > maxBytes)
                findings.Fault("file-too-large", 0, FormattableString.Invariant($"The file has {real.Length:N0} bytes, the limit is {maxBytes:N0}; move details into files under references/."));
            else if (real.Length == 0) // Opening a pipe or a device could block or never end; they report a length of zero.
                findings.Fault("file-empty", 0, "The file is empty or not a regular file; begin it with `---`, name, description, `---`.");
            else
                return Read(real, findings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            findings.Fault("file-unreadable", 0, $"The file cannot be read ({fault.Message}); check its permissions.");
        }
        return null;
    }

    private static Frontmatter? Read(FileInfo file, Findings findings)
    {
        var length = (int)file.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length + 1);
        try
        {
            using var handle = File.OpenHandle(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var count = 0;
            for (int got; count <= length && (got = RandomAccess.Read(handle, buffer.AsSpan(count, length + 1 - count), count)) > 0;)
                count += got;
            if (count <= length)
                return Decode(buffer.AsSpan(0, count), findings);
            findings.Fault("file-unreadable", 0, "The file grew while it was read; read it again once it is written.");
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>UTF-8, with or without a byte-order mark; bytes that are not UTF-8 become U+FFFD and are reported.</summary>
    public static Frontmatter? Decode(ReadOnlySpan<byte> bytes, Findings findings)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            findings.Fault("encoding", 1, "The file is UTF-16; save it as UTF-8.");
            return null;
        }
        if (bytes.StartsWith(Utf8Mark))
            bytes = bytes[Utf8Mark.Length..];
        if (!Utf8.IsValid(bytes))
            findings.Lapse("encoding", 1, "The file holds bytes that are not UTF-8 (shown as U+FFFD); save it as UTF-8.");
        return Frontmatter.Split(bytes, findings);
    }
}
