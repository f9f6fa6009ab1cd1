using Runner.Workloads;

namespace Bench;

/// <summary>A temporary folder of skills that all workloads share which want the same one: so they read the same bytes, and a thousand skills are written once.</summary>
internal sealed class SkillFolder : IDisposable
{
    /// <summary>The skill that peers are asked to carry out.</summary>
    public const string CountingName = "counting";

    // Fixed, because a workload's own seed differs from its reference's, and both must read the same skills.
    private const int Seed = 20261123;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, (string Path, int Users)> Open = [];

    private readonly int _generated;
    private bool _isDisposed;

    private SkillFolder(int generated, string path)
    {
        _generated = generated;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The folder that holds nothing but the counting skill, a few lines without placeholders.</summary>
    public static SkillFolder Counting() => Take(0);

    /// <summary>The folders of a host that offers so many skills, at least 1: the counting skill, and generated ones beside it.</summary>
    public static SkillFolder[] Known(int skills) => skills is 1 ? [Counting()] : [Counting(), Generated(skills - 1)];

    /// <summary>A folder of generated skills that resemble published ones.</summary>
    /// <param name="count">How many; at least 1.</param>
    public static SkillFolder Generated(int count) => Take(count);

    public void Dispose()
    {
        lock (Gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            var (path, users) = Open[_generated];
            Open[_generated] = (path, users - 1);
            if (users > 1)
                return;
            Open.Remove(_generated);
            Directory.Delete(path, recursive: true);
        }
    }

    private static SkillFolder Take(int generated)
    {
        lock (Gate)
        {
            var (path, users) = Open.TryGetValue(generated, out var open) ? open : (Write(generated), 0);
            Open[generated] = (path, users + 1);
            return new SkillFolder(generated, path);
        }
    }

    private static string Write(int generated)
    {
        var root = Directory.CreateTempSubdirectory("perfspecs-bench-").FullName;
        if (generated > 0)
        {
            SkillGenerator.GenerateMany(Seed, generated, root);
            return root;
        }

        var folder = Directory.CreateDirectory(System.IO.Path.Combine(root, CountingName)).FullName;
        File.WriteAllText(System.IO.Path.Combine(folder, "SKILL.md"), $"---\nname: {CountingName}\ndescription: Counts items, one tool call each.\n---\n# Counting\n\nCall `count` once for each item, then say that you are done.\n");
        return root;
    }
}
