using System.Text;

namespace Bench;

/// <summary>The floor of discovery: reads each SKILL.md up to the end of its frontmatter and keeps name and description as they stand. No YAML, no validation, no care.</summary>
internal static class FrontmatterScan
{
    public static string Summary(string root)
    {
        var summary = new StringBuilder();
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            using var reader = new StreamReader(Path.Combine(folder, "SKILL.md"));
            reader.ReadLine();
            for (var line = reader.ReadLine(); line is not (null or "---"); line = reader.ReadLine())
                summary.Append(line).Append('\n');
        }

        return summary.ToString();
    }
}
