using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>The JSON of conversations and their steps. The names are short and stable: what was written once must be readable for years.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SkillConversation))]
[JsonSerializable(typeof(ConversationStep))]
[JsonSerializable(typeof(CallDecision))]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class ConversationJson : JsonSerializerContext;

/// <summary>Messages as Microsoft.Extensions.AI writes them.</summary>
internal sealed class MessagesJson : JsonConverter<IReadOnlyList<ChatMessage>>
{
    public override IReadOnlyList<ChatMessage> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var messages = new List<ChatMessage>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            messages.Add((ChatMessage)JsonSerializer.Deserialize(ref reader, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage)))!);
        return messages;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ChatMessage> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var message in value)
            JsonSerializer.Serialize(writer, message, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage)));
        writer.WriteEndArray();
    }
}

/// <summary>A tool's arguments as Microsoft.Extensions.AI writes them.</summary>
internal sealed class ArgumentsJson : JsonConverter<IReadOnlyDictionary<string, object?>>
{
    public override IReadOnlyDictionary<string, object?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (Dictionary<string, object?>)CallDigest.Arguments(JsonElement.ParseValue(ref reader))!;

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> value, JsonSerializerOptions options) =>
        (CallDigest.Json(value.ToDictionary(StringComparer.Ordinal)) ?? JsonElement.Parse("{}")).WriteTo(writer);
}
