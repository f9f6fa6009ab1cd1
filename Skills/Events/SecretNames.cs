namespace Skills;

/// <summary>Whether the name of a value, such as <c>apiKey</c> or <c>MY_SECRET</c>, promises a secret.</summary>
internal enum SecretName
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It may: a token or an authorization can be many things.</summary>
    Weak,

    /// <summary>It does: a password, a secret, a key.</summary>
    Strong,
}

/// <summary>Reads names by their words: <c>max_tokens</c>, <c>secretary</c> and <c>passwordLength</c> promise nothing.</summary>
internal static class SecretNames
{
    private static readonly string[] StrongWords = ["password", "passwd", "passphrase", "pwd", "secret", "apikey", "privatekey"];
    private static readonly string[] KeyKinds = ["api", "private", "secret", "access", "signing", "encryption"];
    private static readonly string[] WeakWords = ["token", "authorization"];

    /// <summary>A name without one of these promises nothing; most names have none.</summary>
    private static readonly WordBeginnings Roots = new("pass", "pwd", "secret", "key", "credential", "token", "authorization");

    /// <summary>Words at the end of a name that make it the name of something about a secret.</summary>
    private static readonly HashSet<string> About = new(StringComparer.OrdinalIgnoreCase)
    {
        "length", "count", "counts", "policy", "rule", "rules", "field", "hint", "strength", "manager", "name", "type", "url", "uri", "path",
        "file", "min", "max", "required", "enabled", "reset", "page", "form", "label", "prompt", "limit", "budget", "size", "expiry", "expires",
    };

    public static SecretName Of(ReadOnlySpan<char> name)
    {
        if (!Roots.MayBeIn(name))
            return SecretName.None;
        var found = SecretName.None;
        ReadOnlySpan<char> last = [];
        for (var at = 0; at < name.Length;)
        {
            var end = WordEnd(name, at);
            if (end > at)
            {
                var before = last;
                last = name[at..end];
                var isKey = Is(last, "key") && IsAny(before, KeyKinds, whole: true);
                if (isKey || IsAny(last, StrongWords, whole: false) || Is(last, "credential") || Is(last, "credentials") || Is(last, "secrets"))
                    found = SecretName.Strong;
            }

            at = Math.Max(end, at + 1);
        }

        if (About.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last))
            return SecretName.None;
        return found is SecretName.None && IsAny(last, WeakWords, whole: false) ? SecretName.Weak : found;
    }

    /// <summary>The end of the word that begins here: at a separator, or where small letters are followed by a capital one.</summary>
    private static int WordEnd(ReadOnlySpan<char> name, int at)
    {
        var end = at;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
        {
            var isHump = end > at && char.IsAsciiLetterUpper(name[end])
                && (char.IsAsciiLetterLower(name[end - 1]) || (end + 1 < name.Length && char.IsAsciiLetterLower(name[end + 1])));
            if (isHump)
                break;
            end++;
        }

        return end;
    }

    private static bool Is(ReadOnlySpan<char> word, string known) => word.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static bool IsAny(ReadOnlySpan<char> word, string[] known, bool whole)
    {
        foreach (var one in known)
        {
            if (whole ? Is(word, one) : word.EndsWith(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
