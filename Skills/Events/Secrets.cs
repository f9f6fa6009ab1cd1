using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Skills;

/// <summary>Takes secrets out of what people are shown.</summary>
/// <remarks>
/// Secrets are the values of keys that speak of one (password, token, API key, secret, authorization, credential, private key),
/// and values that look like one wherever they stand: bearer and basic credentials, keys of well-known services, JSON web tokens, private
/// keys in PEM. What looks like none of these is not recognised: this lowers the risk and does not remove it.
/// </remarks>
public static partial class Secrets
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mask = "***";

    private static readonly SearchValues<string> Keys = SearchValues.Create(
        ["password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "api-key", "apikey", "authorization", "credential", "private_key", "private-key", "privatekey"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A text without its secrets; the same instance where it has none.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!SecretSigns.AreIn(text) || Find(text) is not { Count: > 0 } secrets)
            return text;
        var shown = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (start, end) in secrets)
        {
            shown.Append(text, copied, start - copied).Append(Mask);
            copied = end;
        }

        return shown.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Arguments without their secrets; the same instance where they hold none.</summary>
    public static IDictionary<string, object?>? Redact(IDictionary<string, object?>? arguments)
    {
        if (arguments is not { Count: > 0 })
            return arguments;
        Dictionary<string, object?>? copy = null;
        // The usual dictionary is walked without an enumerator of its own on the heap.
        if (arguments is Dictionary<string, object?> dictionary)
        {
            foreach (var argument in dictionary)
                Redact(argument, arguments, ref copy);
        }
        else
        {
            foreach (var argument in arguments)
                Redact(argument, arguments, ref copy);
        }

        return copy ?? arguments;
    }

    private static void Redact(KeyValuePair<string, object?> argument, IDictionary<string, object?> all, ref Dictionary<string, object?>? copy)
    {
        var shown = argument.Value is not null && IsKey(argument.Key) ? Mask : Redact(argument.Value);
        if (!ReferenceEquals(shown, argument.Value))
            (copy ??= new Dictionary<string, object?>(all, StringComparer.Ordinal))[argument.Key] = shown;
    }

    /// <summary>A value as tools take and give it (text, JSON, a dictionary), without its secrets; other values are shown as they are.</summary>
    public static object? Redact(object? value) => value switch
    {
        string text => Redact(text),
        JsonElement { ValueKind: JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array } element when SecretSigns.AreIn(element.GetRawText()) => Redact(JsonNode.Parse(element.GetRawText()))!,
        IDictionary<string, object?> nested => Redact(nested),
        _ => value,
    };

    /// <summary>Where the secrets of a text lie, in order. Every one begins with a sign, so that the pattern is tried there alone.</summary>
    internal static List<(int Start, int End)> Find(string text)
    {
        List<(int Start, int End)> found = [];
        for (var at = 0; SecretSigns.IndexIn(text.AsSpan(at)) is >= 0 and var sign;)
        {
            if (Match(text, at + sign) is not { } secret)
            {
                at += sign + 1;
                continue;
            }

            found.Add(secret);
            at = secret.End;
        }

        return found;
    }

    private static (int Start, int End)? Match(string text, int sign)
    {
        try
        {
            var match = Pattern.Match(text, sign);
            return match.Success ? (match.Groups["keep"] is { Success: true } keep ? keep.Index + keep.Length : match.Index, match.Index + match.Length) : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be told in time is shown to nobody rather than unchecked.
            return (sign, text.Length);
        }
    }

    // Counts of tokens are no secret; the token itself is.
    private static bool IsKey(string name) =>
        SecretSigns.AreIn(name) && name.AsSpan().IndexOfAny(Keys) >= 0 && !name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase);

    private static JsonNode? Redact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject branch:
                foreach (var (name, value) in branch.ToList())
                    branch[name] = IsKey(name) && value is not null ? Mask : Redact(value?.DeepClone());
                return branch;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = Redact(list[i]?.DeepClone());
                return list;
            case JsonValue leaf when leaf.TryGetValue<string>(out var text):
                return Redact(text);
            default:
                return node;
        }
    }

    // Lengths are bounded and what was looked at is passed over, so that no text makes the search slow.
    [GeneratedRegex("""
        \G(?:(?<keep>\b(?:bearer|basic)\s{1,4})[A-Za-z0-9._~+/=-]{4,8192}
        |(?<keep>(?:password|passwd|passphrase|pwd|secret|token(?!s)|api[_-]?key|authorization|credential|private[_-]?key)[\w-]{0,40}["']?\s{0,4}[:=]\s{0,4})(?:"(?:[^"\\]|\\.){1,8192}"?|'[^']{1,8192}'?|(?:(?:bearer|basic)\s{1,4})?[^\s,;&}\])"']{1,8192})
        |\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,512}
        |\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,512}
        |\bxox[abprs]-[A-Za-z0-9-]{10,512}
        |\bAKIA[0-9A-Z]{16}\b
        |\beyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8,8192}(?:\.[A-Za-z0-9_-]{0,8192})?
        |-----BEGIN\s[A-Z ]{0,40}PRIVATE\sKEY-----[^-]{0,16384}(?:-----END\s[A-Z ]{0,40}PRIVATE\sKEY-----)?)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern { get; }
}
