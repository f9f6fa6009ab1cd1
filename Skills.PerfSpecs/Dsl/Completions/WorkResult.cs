using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace PerfSpecs;

/// <summary>Brings the work behind a returned value to its end: awaits it, or enumerates it.</summary>
/// <param name="result">What the work returned.</param>
/// <param name="cancellationToken">Ends an enumeration between two elements.</param>
internal delegate ValueTask Completion<in T>(T result, CancellationToken cancellationToken) where T : allows ref struct;

/// <summary>
/// Decides by the type that work returns what has to happen until the work is done: awaitables are awaited, lazy sequences enumerated,
/// everything else is a value. A type is examined once, when a workload is declared.
/// </summary>
internal static class WorkResult
{
    private static readonly ConcurrentDictionary<Type, Delegate?> Known = new();
    private static readonly ConcurrentDictionary<Type, Completion<object>> KnownObjects = new();
    private static readonly ConcurrentDictionary<Type, bool> KnownWork = new();

    /// <summary>Generic types that only hold values of their arguments.</summary>
    private static readonly Type[] Holders = [typeof(KeyValuePair<,>), typeof(Memory<>), typeof(ReadOnlyMemory<>)];

    /// <summary>How work of that type is completed; null for a value, which is complete already.</summary>
    /// <exception cref="WorkRefusedException">Nothing can be done with the type that would do the work.</exception>
    public static Completion<T>? Of<T>() where T : allows ref struct =>
        typeof(T).IsByRefLike ? null : (Completion<T>?)Known.GetOrAdd(typeof(T), static type => Find(type, []));

    /// <summary>Completes a value whose own type is only known now.</summary>
    public static ValueTask Complete(object? value, CancellationToken cancellationToken) =>
        value is null ? default : KnownObjects.GetOrAdd(value.GetType(), OfObject)(value, cancellationToken);

    /// <summary>Whether a value is work that has to be completed.</summary>
    internal static bool IsWork(object? value) => value switch
    {
        null or string => false,
        Task => true,
        _ => KnownWork.GetOrAdd(value.GetType(), static type => Find(type, []) is not null),
    };

    /// <summary>How a type is completed; null for a value.</summary>
    /// <param name="type">The type.</param>
    /// <param name="above">The types that it is an element of, so that a sequence of itself comes to an end.</param>
    internal static Delegate? Find(Type type, IReadOnlyList<Type> above)
    {
        if (above.Contains(type) || type.IsByRefLike || type == typeof(string))
            return null;
        WorkRefusedException.ThrowIfRefused(type);
        IReadOnlyList<Type> here = [.. above, type];
        return OfTask(type, here) ?? AwaitablePattern.Find(type, here) ?? OfSequence(type, here) ?? OfParts(type, here);
    }

    /// <summary>Calls a generic method that makes a completion.</summary>
    internal static Delegate Make(Type home, string method, Type[] types, params object?[] arguments) =>
        (Delegate)home.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, arguments)!;

    /// <summary>The type argument of a generic type or interface that a type is, or implements; null where it does not.</summary>
    internal static Type? Argument(Type type, Type generic)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == generic)
                return at.GetGenericArguments()[0];
        }

        return Array.Find(type.GetInterfaces(), at => at.IsGenericType && at.GetGenericTypeDefinition() == generic)?.GetGenericArguments()[0];
    }

    private static Delegate? OfTask(Type type, IReadOnlyList<Type> above)
    {
        if (type == typeof(ValueTask))
            return (Completion<ValueTask>)((task, _) => task);
        if (Argument(type, typeof(ValueTask<>)) is { } value)
            return Make(typeof(TaskCompletions), nameof(TaskCompletions.OfValueTask), [value], Find(value, above));
        if (!typeof(Task).IsAssignableFrom(type))
            return IsOpen(type) ? (Completion<object>)Complete : null;
        return Argument(type, typeof(Task<>)) is { } result && Find(result, above) is { } next
            ? Make(typeof(TaskCompletions), nameof(TaskCompletions.OfTask), [result], next)
            : (Completion<Task>)TaskCompletions.OfTask;
    }

    /// <summary>Whether a value of the type may turn out to be work: <see cref="object"/>, and any interface that is no sequence.</summary>
    private static bool IsOpen(Type type) =>
        type == typeof(object) || type == typeof(ValueType) || (type.IsInterface && !WorkRefusedException.IsSequence(type));

    private static Delegate? OfSequence(Type type, IReadOnlyList<Type> above)
    {
        if (Argument(type, typeof(IAsyncEnumerable<>)) is { } item)
            return Make(typeof(SequenceCompletions), nameof(SequenceCompletions.OfAsyncSequence), [type, item], Find(item, above));
        if (Argument(type, typeof(ConfiguredCancelableAsyncEnumerable<>)) is { } configured)
            return Make(typeof(SequenceCompletions), nameof(SequenceCompletions.OfConfigured), [configured], Find(configured, above));
        if (!typeof(IEnumerable).IsAssignableFrom(type))
            return null;
        if (Argument(type, typeof(IEnumerable<>)) is not { } element)
            return typeof(ICollection).IsAssignableFrom(type) ? null : (Completion<IEnumerable>)SequenceCompletions.OfObjects;
        var each = Find(element, above);
        if (IsCollection(type) && IsOpen(element))
            return Make(typeof(SequenceCompletions), nameof(SequenceCompletions.OfCollection), [type, element]);
        if (IsCollection(type) && each is null)
            return null;
        return Make(typeof(SequenceCompletions), nameof(SequenceCompletions.OfSequence), [type, element], each, !IsOpen(element));
    }

    private static bool IsCollection(Type type) =>
        typeof(ICollection).IsAssignableFrom(type)
        || Argument(type, typeof(ICollection<>)) is not null
        || Argument(type, typeof(IReadOnlyCollection<>)) is not null;

    /// <summary>
    /// A tuple, a pair, a record or an anonymous object is a value; one with work in it is refused, because its parts may belong together in any way.
    /// </summary>
    private static Delegate? OfParts(Type type, IReadOnlyList<Type> above)
    {
        if (Array.Exists(Parts(type), part => !IsOpen(part) && IsWork(part, above)))
            throw new WorkRefusedException(type, "whose parts are not done yet. Await each part, for example by Task.WhenAll");
        return null;
    }

    private static bool IsWork(Type part, IReadOnlyList<Type> above) =>
        typeof(Task).IsAssignableFrom(part) || (!typeof(Delegate).IsAssignableFrom(part) && Find(part, above) is not null);

    private static Type[] Parts(Type type)
    {
        if (typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && Holders.Contains(type.GetGenericTypeDefinition())))
            return type.GetGenericArguments();
        // Records print their members, and anonymous types have no name that code could say.
        var isRecord = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(StringBuilder)]) is not null;
        var isAnonymous = type.Name.StartsWith('<') && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
        return isRecord || isAnonymous
            ? [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => property.PropertyType)]
            : [];
    }

    private static Completion<object> OfObject(Type type) =>
        Find(type, []) is { } completion
            ? (Completion<object>)Make(typeof(WorkResult), nameof(Unboxed), [type], completion)
            : static (value, _) =>
            {
                Sink.Keep(value);
                return default;
            };

    private static Completion<object> Unboxed<T>(Completion<T> completion) =>
        (value, cancellationToken) => completion((T)value, cancellationToken);
}

/// <summary>Work whose result says that the work was not done, and cannot be.</summary>
internal sealed class WorkRefusedException(Type type, string reason) : Exception($"returns {TypeNames.WithArticle(type)}, {reason}.")
{
    public static void ThrowIfRefused(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            throw new WorkRefusedException(type, "a function that nobody calls. Call it, or return its result");
        if (WorkResult.Argument(type, typeof(Lazy<>)) is not null)
            throw new WorkRefusedException(type, "which is not computed until somebody asks. Return its Value");
        if (typeof(Thread).IsAssignableFrom(type))
            throw new WorkRefusedException(type, "which nobody joins. Join it, or return a task that ends with it");
        if (WorkResult.Argument(type, typeof(IObservable<>)) is not null)
            throw new WorkRefusedException(type, "to which nobody subscribes. Subscribe, and return a task that ends with it");
        if (IsEnumerator(type) && !IsSequence(type))
            throw new WorkRefusedException(type, "which nobody moves. Return the sequence, not its enumerator");
    }

    // The class that the compiler makes of a method with "yield" is both.
    public static bool IsSequence(Type type) =>
        typeof(IEnumerable).IsAssignableFrom(type) || WorkResult.Argument(type, typeof(IAsyncEnumerable<>)) is not null;

    private static bool IsEnumerator(Type type) =>
        typeof(IEnumerator).IsAssignableFrom(type) || WorkResult.Argument(type, typeof(IAsyncEnumerator<>)) is not null;
}

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    /// <summary><c>a Func&lt;Int32&gt;</c>, <c>an Action</c>.</summary>
    public static string WithArticle(Type type) => Of(type) is var name && "AEIO".Contains(name[0]) ? $"an {name}" : $"a {name}";

    public static string Of(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
}

/// <summary>Where values go that nobody needs, so that the compiler cannot leave out the work that made them.</summary>
internal static class Sink
{
    /// <summary>Takes a value. The call stays, and with it the value's computation.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep<T>(T value) where T : allows ref struct
    {
    }
}
