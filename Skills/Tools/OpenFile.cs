using Microsoft.Win32.SafeHandles;

namespace Skills;

/// <summary>Which file an open handle really reads, whatever has taken its path's place.</summary>
internal static class OpenFile
{
    /// <summary>The real path of an open file; null where it is not known any more.</summary>
    /// <param name="handle">The open file.</param>
    /// <param name="path">The path it was opened by; asked again on systems that do not name the file of a handle.</param>
    public static string? PathOf(SafeFileHandle handle, string path) =>
        OperatingSystem.IsLinux() ? new FileInfo(FormattableString.Invariant($"/proc/self/fd/{handle.DangerousGetHandle()}")).LinkTarget : RealPath.Of(path);
}
