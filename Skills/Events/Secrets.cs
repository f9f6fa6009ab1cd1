using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Takes secrets out of what people are shown.</summary>
/// <remarks>
/// Secrets are values that look like one behind a name that promises one (password, token, API key, secret, authorization, credential, private
/// key), and wherever they are: bearer and basic credentials, keys of well-known services, JSON web tokens, private keys in PEM. JSON stays
/// valid. What looks like none of these is not recognised: this lowers the risk and does not remove it.
/// </remarks>
public static class Secrets
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mask = "***";

    /// <summary>A text without its secrets; the same instance where it has none.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!SecretSigns.AreIn(text))
            return text;
        StringBuilder? shown = null;
        var copied = 0;
        for (var from = 0; SecretSigns.IndexIn(text.AsSpan(from)) is >= 0 and var sign;)
        {
            var found = SecretScan.At(text, from + sign, isWhole: true);
            from = Math.Max(found.End, from + sign + 1);
            if (found.Kind is SecretFinding.None)
                continue;
            (shown ??= new StringBuilder(text.Length)).Append(text, copied, found.Start - copied).Append(MaskOf(found));
            copied = found.End;
        }

        return shown is null ? text : shown.Append(text, copied, text.Length - copied).ToString();
    }

    internal static string MaskOf(in SecretFound found) => found.NeedsQuotes ? $"\"{Mask}\"" : Mask;

    /// <summary>Arguments without their secrets; the same instance where they hold none.</summary>
    public static IDictionary<string, object?>? Redact(IDictionary<string, object?>? arguments)
    {
        Dictionary<string, object?>? copy = null;
        // The usual dictionary is walked without an enumerator of its own on the heap.
        if (arguments is Dictionary<string, object?> dictionary)
        {
            foreach (var argument in dictionary)
                Redact(argument, arguments, ref copy);
        }
        else if (arguments is not null)
        {
            foreach (var argument in arguments)
                Redact(argument, arguments, ref copy);
        }

        return copy ?? arguments;
    }

    private static void Redact(KeyValuePair<string, object?> argument, IDictionary<string, object?> all, ref Dictionary<string, object?>? copy)
    {
        var shown = Redact(argument.Key, argument.Value);
        if (!ReferenceEquals(shown, argument.Value))
            (copy ??= new Dictionary<string, object?>(all, StringComparer.Ordinal))[argument.Key] = shown;
    }

    /// <summary>A value as tools take and give it, without its secrets. Objects that are no data are shown as JSON, or else by the name of their type.</summary>
    public static object? Redact(object? value) => value switch
    {
        string text => Redact(text),
        null or bool or char or DateTime or DateTimeOffset or TimeSpan or Guid or Enum => value,
        JsonElement element => element.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array && SecretSigns.AreIn(element.GetRawText())
            ? Redact(JsonNode.Parse(element.GetRawText()))
            : element,
        JsonNode node => Redact(node.DeepClone()),
        IDictionary<string, object?> nested => Redact(nested),
        IConvertible => value,
        _ => Redact(AsJson(value)),
    };

    private static object? Redact(string name, object? value) =>
        SecretNames.Of(name) is not SecretName.None and var promised && value is not null && IsSecret(value, promised) ? Mask : Redact(value);

    private static bool IsSecret(object value, SecretName name) => value switch
    {
        string text => SecretValues.Behind(text, name, isQuoted: true, isTight: true),
        bool or JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null } => false,
        JsonElement { ValueKind: JsonValueKind.String } text => SecretValues.Behind(text.GetString(), name, isQuoted: true, isTight: true),
        JsonValue leaf => leaf.GetValueKind() switch
        {
            JsonValueKind.String => SecretValues.Behind(leaf.GetValue<string>(), name, isQuoted: true, isTight: true),
            JsonValueKind.Number => name is SecretName.Strong,
            _ => false,
        },
        _ => name is SecretName.Strong,
    };

    private static JsonNode? AsJson(object value)
    {
        try
        {
            return JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
        }
        catch (Exception)
        {
            return JsonValue.Create(value.GetType().Name);
        }
    }

    private static JsonNode? Redact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject branch:
                foreach (var (name, value) in branch.ToList())
                    branch[name] = Redact(name, value?.DeepClone()) as JsonNode ?? (value is null ? null : JsonValue.Create(Mask));
                return branch;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    list[i] = Redact(list[i]?.DeepClone());
                return list;
            case JsonValue leaf when leaf.TryGetValue<string>(out var text):
                return JsonValue.Create(Redact(text));
            default:
                return node;
        }
    }
}
