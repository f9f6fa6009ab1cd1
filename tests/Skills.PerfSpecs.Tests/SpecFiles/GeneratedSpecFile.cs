using System.Globalization;
using System.Text;

namespace PerfSpecs.Tests;

/// <summary>A specs file of random formatting, as the pieces around its targets.</summary>
/// <param name="Pieces">The text before the first target, between two, and after the last.</param>
/// <param name="Literals">The targets with their quotes.</param>
internal sealed record GeneratedSpecFile(IReadOnlyList<string> Pieces, IReadOnlyList<string> Literals)
{
    private static readonly string[] Gaps =
        ["", "", " ", "\n", "\r\n", "\t", "\n    ", "/* \"target\": \"p95 < 1 ms\" */", "// a \"target\": { that counts for nothing\n", "// Größe: µs, 😀\r\n"];

    private static readonly string[] More =
        ["", ",\"tags\":[\"a\",\"b\"]", ",\"title\":\"target \\\" \\u00e9 \u00e9\"", ",\"params\":{\"concurrency\":[10,50]}", ",\"samples\":300,"];

    public int Targets => Literals.Count;

    public byte[] Bytes => With(new Dictionary<int, string>());

    /// <summary>A file of one to six entries.</summary>
    public static GeneratedSpecFile Of(Random random)
    {
        var (pieces, literals) = (new List<string>(), new List<string>());
        var text = new StringBuilder(random.Next(3) is 0 ? "\uFEFF" : "").Append($"{Gap()}{{{Gap()}\"specs\"{Gap()}:{Gap()}[");
        var entries = random.Next(1, 7);
        for (var entry = 0; entry < entries; entry++)
        {
            var more = More[random.Next(More.Length)];
            text.Append(CultureInfo.InvariantCulture, $"{Gap()}{{\"id\":\"s{entry}\",{Gap()}\"metric\":\"orchestrator/duration\",{Gap()}\"target\"{Gap()}:{Gap()}");
            pieces.Add(text.ToString());
            literals.Add(Literal(random));
            text.Clear().Append(CultureInfo.InvariantCulture, $"{Gap()}{more}{Gap()}}}{Gap()}{(entry < entries - 1 || random.Next(2) is 0 ? "," : "")}");
        }

        pieces.Add(text.Append($"{Gap()}]{Gap()}}}{Gap()}").ToString());
        return new GeneratedSpecFile(pieces, literals);

        string Gap() => Gaps[random.Next(Gaps.Length)];
    }

    /// <summary>The file with some of its targets replaced, by their numbers.</summary>
    public byte[] With(IReadOnlyDictionary<int, string> targets)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Literals.Count; i++)
            text.Append(Pieces[i]).Append(targets.TryGetValue(i, out var target) ? $"\"{target}\"" : Literals[i]);
        return Encoding.UTF8.GetBytes(text.Append(Pieces[^1]).ToString());
    }

    private static string Literal(Random random) => random.Next(5) switch
    {
        0 => "\"p95 \\u003c 500 ms\"",
        1 => "\"<=3s\"",
        2 => "\"median ≤ 40 µs\"",
        3 => "\"p9\\u0035 < 7\\u0020ms\"",
        _ => "\"p99.9  <  20 ms\"",
    };
}
