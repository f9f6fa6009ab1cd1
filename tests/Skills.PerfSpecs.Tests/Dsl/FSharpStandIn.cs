namespace Microsoft.FSharp.Control;

/// <summary>Stands in for FSharp.Core's type of the same name, which is recognised by it.</summary>
public sealed class FSharpAsync<T>(Func<Task<T>> start)
{
    internal Task<T> Start() => start();
}

/// <summary>An option as F# has it.</summary>
public sealed class FSharpOption<T>(T value)
{
    public T Value => value;
}

/// <summary>The static half of <c>Async</c>.</summary>
public static class FSharpAsync
{
    public static Task<T> StartImmediateAsTask<T>(FSharpAsync<T> computation, FSharpOption<CancellationToken>? cancellationToken)
    {
        cancellationToken?.Value.ThrowIfCancellationRequested();
        return computation.Start();
    }
}
