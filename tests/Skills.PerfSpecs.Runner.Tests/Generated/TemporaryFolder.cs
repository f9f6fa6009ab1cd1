namespace Runner.Tests;

/// <summary>An empty folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("perfspecs-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
