using System.Text;
using System.Xml;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>Text for XML 1.0, which has no room for most control characters.</summary>
internal static class XmlText
{
    public static readonly XmlWriterSettings Layout = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // A line end in a message is read back as it was written, in attributes too.
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    /// <summary>The text as it can be shown, which is also what XML can hold: control characters by their pictures (␛), half a pair by �.</summary>
    public static string Clean(string text) => VisibleText.Of(text);

    /// <summary>Writes an attribute whose value may hold anything.</summary>
    public static void Attribute(this XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Clean(value));

    /// <summary>Writes an attribute that is a whole number.</summary>
    public static void Attribute(this XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, XmlConvert.ToString(value));

    /// <summary>Writes an attribute that is a time in seconds.</summary>
    public static void Seconds(this XmlWriter xml, string name, TimeSpan value) => xml.WriteAttributeString(name, XmlConvert.ToString((decimal)Math.Round(value.TotalSeconds, 6)));

    /// <summary>Writes an element that holds text alone.</summary>
    public static void Element(this XmlWriter xml, string name, string text) => xml.WriteElementString(name, Clean(text));
}
