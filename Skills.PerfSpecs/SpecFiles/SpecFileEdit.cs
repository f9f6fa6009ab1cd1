using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PerfSpecs.SpecFiles;

/// <summary>Changes targets in the text of a specs file, and nothing else: every other byte stays, comments, line ends, byte order mark and all.</summary>
internal static class SpecFileEdit
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Replaces the values of targets.</summary>
    /// <param name="utf8">The file's content, with or without a byte order mark.</param>
    /// <param name="targets">The new text of each target, by where the present one stands (<see cref="Spec.Where"/>); specs that were expanded from one entry share a place.</param>
    /// <returns>The new content; null where the text is no JSON or no target stands at one of the places.</returns>
    public static byte[]? Replace(ReadOnlyMemory<byte> utf8, IReadOnlyDictionary<Location, string> targets)
    {
        var hasMark = utf8.Span.StartsWith(Mark);
        var path = targets.Keys.FirstOrDefault()?.File ?? SpecFileSearch.FileName;
        var source = new SourceText(path, SourceEncoding.WithoutMark(utf8));
        if (LocatedReader.Read(source).Root is not { } root)
            return null;
        var places = Targets(root).Where(text => targets.ContainsKey(source.At(text.Start))).ToList();
        if (places.Count != targets.Count)
            return null;
        var edited = new MemoryStream();
        edited.Write(hasMark ? Mark : []);
        var copied = 0;
        foreach (var text in places)
        {
            edited.Write(source.Bytes[copied..text.Start]);
            edited.Write(Quoted(targets[source.At(text.Start)]));
            copied = text.End;
        }

        edited.Write(source.Bytes[copied..]);
        return edited.ToArray();
    }

    /// <summary>The targets as they stand in the file, in its order.</summary>
    private static IEnumerable<Located.Text> Targets(Located root) =>
        from specs in Values(root, SpecProperties.Specs)
        from spec in (specs as Located.Array)?.Items ?? []
        from target in Values(spec, SpecProperties.Target).Concat(Values(spec, SpecProperties.Targets).OfType<Located.Object>().SelectMany(targets => targets.Members).Select(member => member.Value))
        where target is Located.Text
        orderby target.Start
        select (Located.Text)target;

    private static IEnumerable<Located> Values(Located value, Property property) =>
        (value as Located.Object)?.Members.Where(member => string.Equals(member.Name, property.Name, StringComparison.Ordinal)).Select(member => member.Value) ?? [];

    private static byte[] Quoted(string text) =>
        Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
}
