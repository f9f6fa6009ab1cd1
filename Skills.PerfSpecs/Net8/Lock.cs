namespace System.Threading;

/// <summary>What .NET 9 has as a type of its own; the compiler knows its members by name.</summary>
internal sealed class Lock
{
    private readonly object _entered = new();

    public Scope EnterScope()
    {
        Monitor.Enter(_entered);
        return new Scope(_entered);
    }

    public readonly ref struct Scope(object entered)
    {
        public void Dispose() => Monitor.Exit(entered);
    }
}
