using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfSpecs;

/// <summary>Completions of everything else that can be awaited: types with a <c>GetAwaiter</c> of their own, and F#'s <c>Async</c>.</summary>
internal static class AwaitablePattern
{
    private const string FSharpAsync = "Microsoft.FSharp.Control.FSharpAsync";

    public static Delegate? Find(Type type, IReadOnlyList<Type> above)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName is FSharpAsync + "`1")
            return OfFSharp(type, type.GetGenericArguments()[0], above);
        if (type.GetMethod("GetAwaiter", BindingFlags.Public | BindingFlags.Instance, []) is not { ReturnType: var awaiter } get)
            return null;
        if (!typeof(INotifyCompletion).IsAssignableFrom(awaiter))
            return null;
        if (awaiter.GetProperty("IsCompleted") is not { } isCompleted || awaiter.GetMethod("GetResult", []) is not { } getResult)
            return null;
        var (value, waiter) = (Expression.Parameter(type), Expression.Parameter(awaiter));
        Expression end = Expression.Call(waiter, getResult);
        if (getResult.ReturnType == typeof(void))
            end = Expression.Block(end, Expression.Constant(false));
        return WorkResult.Make(
            typeof(AwaitablePattern),
            nameof(Of),
            [type, awaiter, end.Type],
            Expression.Lambda(Expression.Call(value, get), value).Compile(),
            Expression.Lambda(Expression.Property(waiter, isCompleted), waiter).Compile(),
            Expression.Lambda(end, waiter).Compile(),
            WorkResult.Find(end.Type, above));
    }

    private static Completion<T> Of<T, TAwaiter, TResult>(
        Func<T, TAwaiter> get, Func<TAwaiter, bool> isCompleted, Func<TAwaiter, TResult> end, Completion<TResult>? next)
        where TAwaiter : INotifyCompletion
    {
        return Complete;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask Complete(T value, CancellationToken cancellationToken)
        {
            var awaiter = get(value);
            if (!isCompleted(awaiter))
            {
                var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaiter.OnCompleted(ended.SetResult);
                await ended.Task;
            }

            var result = end(awaiter);
            if (next is not null)
                await next(result, cancellationToken);
        }
    }

    /// <summary>Starts the computation by F#'s own <c>Async.StartImmediateAsTask</c>, which is found by name: this library does not depend on F#.</summary>
    private static Delegate OfFSharp(Type type, Type result, IReadOnlyList<Type> above)
    {
        if (type.Assembly.GetType(FSharpAsync)?.GetMethod("StartImmediateAsTask")?.MakeGenericMethod(result) is not { } start)
            throw new WorkRefusedException(type, "which this version of FSharp.Core cannot start. Start it by Async.StartAsTask, and return the task");
        var (work, token) = (Expression.Parameter(type), Expression.Parameter(typeof(CancellationToken)));
        var some = Expression.New(start.GetParameters()[1].ParameterType.GetConstructor([typeof(CancellationToken)])!, token);
        var task = typeof(Task<>).MakeGenericType(result);
        var starting = Expression.Lambda(Expression.Call(start, work, some), work, token).Compile();
        return WorkResult.Make(typeof(AwaitablePattern), nameof(OfStarted), [type, task], starting, WorkResult.Find(task, above));
    }

    private static Completion<T> OfStarted<T, TTask>(Func<T, CancellationToken, TTask> start, Completion<TTask> next) =>
        (work, cancellationToken) => next(start(work, cancellationToken), cancellationToken);
}
