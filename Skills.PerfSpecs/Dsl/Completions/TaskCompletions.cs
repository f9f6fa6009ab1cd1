using System.Runtime.CompilerServices;

namespace PerfSpecs;

/// <summary>Completions of tasks: awaited to the end, a task within a task as well.</summary>
internal static class TaskCompletions
{
    public static ValueTask OfTask(Task? task, CancellationToken cancellationToken) => new(Started(task));

    internal static Completion<Task<T>> OfTask<T>(Completion<T> next)
    {
        return Complete;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask Complete(Task<T>? task, CancellationToken cancellationToken) => await next(await Started(task), cancellationToken);
    }

    internal static Completion<ValueTask<T>> OfValueTask<T>(Completion<T>? next)
    {
        return (task, cancellationToken) =>
        {
            if (!task.IsCompletedSuccessfully)
                return Complete(task, cancellationToken);
            var result = task.Result;
            if (next is not null)
                return next(result, cancellationToken);
            Sink.Keep(result);
            return default;
        };

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        async ValueTask Complete(ValueTask<T> task, CancellationToken cancellationToken)
        {
            var result = await task;
            if (next is not null)
                await next(result, cancellationToken);
        }
    }

    private static TTask Started<TTask>(TTask? task) where TTask : Task => task switch
    {
        null => throw new InvalidOperationException("The work returned null where it should return a task."),
        { Status: TaskStatus.Created } => throw new InvalidOperationException("The work returned a task that was never started. Start it, or use Task.Run."),
        _ => task,
    };
}
