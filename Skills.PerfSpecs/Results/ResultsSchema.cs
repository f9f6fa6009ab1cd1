using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace PerfSpecs.Results;

/// <summary>The JSON schema of results files, made from the records that they are written from and the words that document them.</summary>
public static class ResultsSchema
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "perfspecs-results.schema.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The draft-07 schema as indented text with <c>\n</c> line ends, the last one included.</summary>
    public static string Generate()
    {
        var words = Documentation.Load();
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Described(context, node, words),
        };
        var exported = ResultsJson.Default.ResultsFile.GetJsonSchemaAsNode(options).AsObject();
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "PerfSpecs results",
        };
        foreach (var (name, value) in exported.ToList())
        {
            exported.Remove(name);
            schema[name] = value;
        }

        schema["properties"]!["version"]!["enum"] = new JsonArray(ResultsFile.Current);
        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode node, Documentation words)
    {
        if (node is not JsonObject schema)
            return node;
        var text = context.PropertyInfo is { } property
            ? words.OfParameter(property.DeclaringType, property.Name)
            : words.OfType(context.TypeInfo.Type);
        if (text is not null)
            schema.Insert(0, "description", text);
        // What may be null is left out where it is, so only the rest can be relied on.
        if (context.TypeInfo.Kind is JsonTypeInfoKind.Object)
            schema["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(p => !p.IsGetNullable && p.Get is not null).Select(p => JsonValue.Create(p.Name))]);
        return schema;
    }

    /// <summary>The XML documentation beside the assembly: the records' parameters are described in one place.</summary>
    private sealed class Documentation(ILookup<string, XElement> members)
    {
        public static Documentation Load()
        {
            var path = Path.Combine(AppContext.BaseDirectory, "PerfSpecs.xml");
            var members = File.Exists(path) ? XDocument.Load(path).Descendants("member") : [];
            return new Documentation(members.ToLookup(member => (string?)member.Attribute("name") ?? "", StringComparer.Ordinal));
        }

        public string? OfType(Type type) => Text(Member(type)?.Element("summary"));

        public string? OfParameter(Type type, string property) =>
            Text(Member(type)?.Elements("param").FirstOrDefault(param => string.Equals((string?)param.Attribute("name"), property, StringComparison.OrdinalIgnoreCase)));

        private XElement? Member(Type type) => members[$"T:{type.FullName}"].FirstOrDefault();

        private static string? Text(XElement? element) =>
            element is null ? null : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
