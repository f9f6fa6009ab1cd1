using System.Diagnostics.CodeAnalysis;

namespace PerfSpecs.SpecFiles;

/// <summary>An object's values by the properties that it may have; names are already checked.</summary>
internal sealed class Fields(Located.Object whole, Reading reading, IReadOnlyDictionary<string, Located> values)
{
    public Located.Object Whole => whole;

    public Reading Reading => reading;

    /// <summary>The value as it stands in the file, or null.</summary>
    public Located? Find(Property property) => values.GetValueOrDefault(property.Name);

    /// <summary>Reads a property; false where it is absent or has reported a problem.</summary>
    public bool TryRead<T>(Property<T> property, [MaybeNullWhen(false)] out T result)
    {
        result = default;
        return values.TryGetValue(property.Name, out var value) && property.Shape.TryRead(value, reading, out result);
    }

    /// <summary>Reads a property, or gives the fallback where it is absent or wrong.</summary>
    public T Read<T>(Property<T> property, T fallback) => TryRead(property, out var result) ? result : fallback;
}
