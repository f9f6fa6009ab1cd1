using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>What tells one turn's calls and results apart from another's. The order of arguments does not matter.</summary>
internal static class TurnSignature
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>The signature of a turn whose calls are all recorded.</summary>
    public static ulong Of(ReadOnlySpan<CallSlot> calls)
    {
        ulong turn = 0;
        foreach (ref readonly var slot in calls)
            turn = Then(turn, slot.Call, slot.Observation);
        return turn;
    }

    /// <summary>The signatures of the last turns whose calls and results are in the messages, the oldest first.</summary>
    public static IEnumerable<ulong> LastOf(List<ChatMessage> messages, int turns)
    {
        var first = messages.Count;
        while (first > 1 && turns > 0)
            turns -= messages[--first].Role == ChatRole.Tool ? 1 : 0;
        for (var i = Math.Max(1, first); i < messages.Count; i++)
        {
            if (messages[i].Role != ChatRole.Tool || messages[i - 1].Role != ChatRole.Assistant)
                continue;
            ulong turn = 0;
            foreach (var result in messages[i].Contents.OfType<FunctionResultContent>())
            {
                if (messages[i - 1].Contents.OfType<FunctionCallContent>().FirstOrDefault(call => string.Equals(call.CallId, result.CallId, StringComparison.Ordinal)) is { } call)
                    turn = Then(turn, call, result.Result?.ToString());
            }

            yield return turn;
        }
    }

    /// <summary>The different calls of the last turns.</summary>
    public static IReadOnlyList<FunctionCallContent> LastCalls(List<ChatMessage> messages, int turns)
    {
        var found = new List<FunctionCallContent>();
        for (var i = messages.Count - 1; i >= 0 && turns > 0; i--)
        {
            var calls = messages[i].Contents.OfType<FunctionCallContent>().ToList();
            turns -= calls.Count > 0 ? 1 : 0;
            foreach (var call in calls.Where(call => !found.Exists(known => string.Equals(ToolCallText.Of(known), ToolCallText.Of(call), StringComparison.Ordinal))))
                found.Insert(0, call);
        }

        return found;
    }

    private static ulong Then(ulong turn, FunctionCallContent call, string? observation)
    {
        ulong arguments = 0;
        // The usual dictionary is walked without an enumerator of its own on the heap.
        if (call.Arguments is Dictionary<string, object?> dictionary)
        {
            foreach (var (name, value) in dictionary)
                arguments += Argument(name, value);
        }
        else if (call.Arguments is not null)
        {
            foreach (var (name, value) in call.Arguments)
                arguments += Argument(name, value);
        }

        return Mix(Mix(Mix(turn, Hash(call.Name)), arguments), Hash(observation));
    }

    private static ulong Argument(string name, object? value) => Mix(Hash(name), value switch
    {
        null => 1,
        string text => Hash(text),
        bool flag => Hash(flag ? "true" : "false"),
        JsonElement { ValueKind: JsonValueKind.String } text => Hash(text.GetString()),
        JsonElement element => Hash(element.GetRawText()),
        ISpanFormattable number => Number(number),
        _ => Hash(HostCode.Try(value.ToString)),
    });

    private static ulong Number(ISpanFormattable number)
    {
        Span<char> text = stackalloc char[64];
        return number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) ? Hash(text[..length]) : Hash(HostCode.Try(number.ToString));
    }

    /// <summary>A hash of a text, eight bytes at a time; each step can be undone, so that two texts of one length that differ in one place never share it.</summary>
    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = (ulong)text.Length;
        var rest = MemoryMarshal.AsBytes(text);
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
        var last = 0UL;
        foreach (var one in rest)
            last = (last << 8) | one;
        return Mix(hash, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong one, ulong other) => (ulong.RotateLeft(one, 23) ^ other) * Prime;
}
