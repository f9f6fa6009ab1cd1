using System.Buffers;
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

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "api-key", "apikey", "authorization", "credential", "private_key", "private-key", "privatekey",
            "bearer", "basic", "sk-", "pk-", "rk-", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "akia", "eyj", "-----begin",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A text without its secrets; the same instance where it has none.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHold(text))
            return text;
        try
        {
            return Pattern.Replace(text, static match => match.Groups["keep"].Value + Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that takes so long is shown to nobody rather than unchecked.
            return Mask;
        }
    }

    /// <summary>Arguments without their secrets; the same instance where they hold none.</summary>
    public static IDictionary<string, object?>? Redact(IDictionary<string, object?>? arguments)
    {
        if (arguments is null)
            return null;
        Dictionary<string, object?>? copy = null;
        foreach (var (name, value) in arguments)
        {
            var shown = IsKey(name) && value is not null ? Mask : Redact(value);
            if (!ReferenceEquals(shown, value))
                (copy ??= new Dictionary<string, object?>(arguments, StringComparer.Ordinal))[name] = shown;
        }

        return copy ?? arguments;
    }

    /// <summary>A value as tools take and give it (text, JSON, a dictionary), without its secrets; other values are shown as they are.</summary>
    public static object? Redact(object? value) => value switch
    {
        string text => Redact(text),
        JsonElement { ValueKind: JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array } element when MayHold(element.GetRawText()) => Redact(JsonNode.Parse(element.GetRawText()))!,
        IDictionary<string, object?> nested => Redact(nested),
        _ => value,
    };

    /// <summary>Whether a text holds a sign of a secret: fast, and sometimes wrong on the safe side.</summary>
    internal static bool MayHold(ReadOnlySpan<char> text) => text.IndexOfAny(Signs) >= 0;

    /// <summary>Where the secrets of a text lie.</summary>
    internal static IReadOnlyList<(int Start, int End)> Find(string text)
    {
        try
        {
            return [.. Pattern.Matches(text).Select(match => (match.Groups["keep"] is { Success: true } keep ? keep.Index + keep.Length : match.Index, match.Index + match.Length))];
        }
        catch (RegexMatchTimeoutException)
        {
            return [(0, text.Length)];
        }
    }

    // Counts of tokens are no secret; the token itself is.
    private static bool IsKey(string name) =>
        name.AsSpan().IndexOfAny(Keys) >= 0 && !name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase);

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

    // Lengths are bounded, so that no text makes the search slow.
    [GeneratedRegex("""
        (?<keep>\b(?:bearer|basic)\s{1,4})[A-Za-z0-9._~+/=-]{4,8192}
        |(?<keep>["']?[\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token(?!s)|api[_-]?key|authorization|credential|private[_-]?key)[\w-]{0,40}["']?\s{0,4}[:=]\s{0,4})(?:"(?:[^"\\]|\\.){1,8192}"|'[^']{1,8192}'|(?:(?:bearer|basic)\s{1,4})?[^\s,;&}\])"']{1,8192})
        |\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,512}
        |\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,512}
        |\bxox[abprs]-[A-Za-z0-9-]{10,512}
        |\bAKIA[0-9A-Z]{16}\b
        |\beyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8,8192}(?:\.[A-Za-z0-9_-]{0,8192})?
        |-----BEGIN\s[A-Z ]{0,40}PRIVATE\sKEY-----[^-]{0,16384}(?:-----END\s[A-Z ]{0,40}PRIVATE\sKEY-----)?
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern { get; }
}
