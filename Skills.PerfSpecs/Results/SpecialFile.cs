using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PerfSpecs.Results;

/// <summary>
/// What a path can name besides a regular file: a device, a pipe, or a stream of this process. Each is written to directly: a file that is
/// renamed onto its name would take it away from everyone.
/// </summary>
internal static class SpecialFile
{
    private const string SharedMemory = "/dev/shm/";
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    private static readonly string[] Descriptors = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>Whether a path names one.</summary>
    public static bool Is(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            return full.StartsWith(@"\\.\", StringComparison.Ordinal);
        // Files lie in /dev/shm as in any other folder.
        if (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith(SharedMemory, StringComparison.Ordinal))
            return true;
        return full.StartsWith("/proc/", StringComparison.Ordinal) || FileType.IsSpecial(full);
    }

    /// <summary>Opens one for writing.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It is closed to this user.</exception>
    public static Stream Open(string path) => DescriptorOf(Path.GetFullPath(path)) switch
    {
        // Opened anew, a redirected stream would be written from its beginning.
        StandardOutput => Console.OpenStandardOutput(),
        StandardError => Console.OpenStandardError(),
        { } descriptor => new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write),
        null => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite),
    };

    private static int? DescriptorOf(string full) => full switch
    {
        "/dev/stdout" => StandardOutput,
        "/dev/stderr" => StandardError,
        _ when Array.Find(Descriptors, folder => full.StartsWith(folder, StringComparison.Ordinal)) is { } folder
            && int.TryParse(full.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Asks the kernel what a path names; .NET does not tell.</summary>
    private static class FileType
    {
        private const int CurrentFolder = -100;
        private const uint TypeAndMode = 1;
        private const int ModeOffset = 28;
        private const int TypeMask = 0xF000;
        private const int Folder = 0x4000;
        private const int Regular = 0x8000;

        public static bool IsSpecial(string path)
        {
            if (!OperatingSystem.IsLinux())
                return false;
            try
            {
                // The layout of statx is the same on every architecture; that of stat is not.
                var buffer = new byte[256];
                return statx(CurrentFolder, path, 0, TypeAndMode, buffer) is 0
                    && (BitConverter.ToUInt16(buffer, ModeOffset) & TypeMask) is not (Regular or Folder);
            }
            catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
            {
                // A C library without it: what lies outside /dev is taken for a file.
                return false;
            }
        }

        [DllImport("libc", ExactSpelling = true)]
        private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] buffer);
    }
}
