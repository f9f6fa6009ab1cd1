namespace PerfSpecs.SpecFiles;

/// <summary>How parameters are added to an id: <c>sized[rows:10+mode:fast]</c>, so that a test filter needs no escape.</summary>
internal static class SpecId
{
    /// <summary>The id of one combination of parameters.</summary>
    /// <param name="id">The id without parameters.</param>
    /// <param name="parameters">The names, each with its value as text.</param>
    public static string Of(string id, IEnumerable<(string Name, string Value)> parameters) =>
        $"{id}[{string.Join('+', parameters.Select(parameter => $"{parameter.Name}:{parameter.Value}"))}]";

    /// <summary>
    /// An id, a full name or a pattern of either as it is written now. Version 0.1 wrote <c>sized[rows=10,mode=fast]</c>; what was stored or
    /// typed then is still found.
    /// </summary>
    public static string Current(string written) =>
        written.LastIndexOf('[') is >= 0 and var open && written.IndexOf('=', open) >= 0
            ? written[..open] + written[open..].Replace('=', ':').Replace(',', '+')
            : written;
}
