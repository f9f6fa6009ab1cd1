namespace System.Linq;

/// <summary>What <see cref="Enumerable"/> has from .NET 9 on.</summary>
internal static class Sequences
{
    public static IEnumerable<(int Index, T Item)> Index<T>(this IEnumerable<T> items) => items.Select((item, index) => (index, item));

    public static IEnumerable<KeyValuePair<TKey, int>> CountBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key) where TKey : notnull =>
        items.GroupBy(key).Select(group => KeyValuePair.Create(group.Key, group.Count()));
}
