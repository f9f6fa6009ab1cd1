using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A tool call in words, the same for the same tool and arguments whatever their order.</summary>
internal static class ToolCallText
{
    private const int LongestValue = 200;

    /// <summary>Such as <c>read_file(from=1, path=notes.md)</c>.</summary>
    public static string Of(FunctionCallContent call)
    {
        if (call.Arguments is not { Count: > 0 } arguments)
            return call.Name + "()";
        var text = new StringBuilder(call.Name).Append('(');
        foreach (var (name, value) in arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var shown = Value(value);
            text.Append(text[^1] is '(' ? "" : ", ").Append(name).Append('=');
            // The same in every process and culture: conversations keep it. A long value is told apart from another of the same beginning by its hash.
            text.Append(shown.Length <= LongestValue ? shown : $"{shown.AsSpan(0, LongestValue)}...#{Hash(shown):x16}");
        }

        return text.Append(')').ToString();
    }

    /// <summary>Failed calls, each with how often.</summary>
    public static string Tried(IReadOnlyDictionary<string, int> failures, Func<string, string> words) =>
        failures.Count is 0 ? "nothing" : string.Join("; ", failures.Select(pair => FormattableString.Invariant($"{words(pair.Key)} ({pair.Value}x)")));

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => text,
        _ => HostCode.Try(() => Convert.ToString(value, CultureInfo.InvariantCulture)) ?? value.GetType().Name,
    };

    /// <summary>Fowler, Noll and Vo's hash (FNV-1a, 64 bits).</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return hash;
    }
}
