using System.Collections;
using System.Runtime.CompilerServices;

namespace PerfSpecs;

/// <summary>Completions of sequences: enumerated to the end, elements that are work themselves are completed.</summary>
internal static class SequenceCompletions
{
    /// <summary>So many elements of a collection are looked at: a long one should not be gone through within the measured time.</summary>
    private const int LookedAt = 8;

    public static ValueTask OfObjects(IEnumerable? sequence, CancellationToken cancellationToken) =>
        sequence is null or ICollection ? default : Each(sequence.Cast<object?>(), WorkResult.Complete, cancellationToken);

    /// <summary>A collection of values whose own types are only known now: completed where one of the first is work.</summary>
    internal static Completion<TCollection> OfCollection<TCollection, T>() where TCollection : IEnumerable<T> => static (collection, cancellationToken) =>
        collection is not null && collection.Take(LookedAt).Any(static item => WorkResult.IsWork(item))
            ? Each<object?>(collection.Cast<object?>(), WorkResult.Complete, cancellationToken)
            : default;

    /// <summary>A sequence that may be lazy. A collection is a value unless its elements are work.</summary>
    /// <param name="each">Completes an element; null where elements are values.</param>
    /// <param name="isWork">Whether each element is known to be work, so that those of a collection count as well.</param>
    internal static Completion<TSequence> OfSequence<TSequence, T>(Completion<T>? each, bool isWork) where TSequence : IEnumerable<T>
    {
        return (sequence, cancellationToken) =>
        {
            if (sequence is null || (sequence is ICollection or ICollection<T> or IReadOnlyCollection<T> && (each is null || !isWork)))
                return default;
            return each is null ? Enumerate(sequence, cancellationToken) : Each(sequence, each, cancellationToken);
        };

        static ValueTask Enumerate(TSequence sequence, CancellationToken cancellationToken)
        {
            foreach (var item in sequence)
            {
                Sink.Keep(item);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return default;
        }
    }

    internal static Completion<TSequence> OfAsyncSequence<TSequence, T>(Completion<T>? each) where TSequence : IAsyncEnumerable<T>
    {
        return Complete;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask Complete(TSequence sequence, CancellationToken cancellationToken)
        {
            if (sequence is null)
                throw new InvalidOperationException("The work returned null where it should return an asynchronous sequence.");
            await foreach (var item in sequence.WithCancellation(cancellationToken))
            {
                if (each is not null)
                    await each(item, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    internal static Completion<ConfiguredCancelableAsyncEnumerable<T>> OfConfigured<T>(Completion<T>? each)
    {
        return Complete;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask Complete(ConfiguredCancelableAsyncEnumerable<T> sequence, CancellationToken cancellationToken)
        {
            await foreach (var item in sequence)
            {
                if (each is not null)
                    await each(item, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Each<T>(IEnumerable<T> sequence, Completion<T> each, CancellationToken cancellationToken)
    {
        foreach (var item in sequence)
        {
            await each(item, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
