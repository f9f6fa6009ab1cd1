namespace System.Runtime.CompilerServices;

/// <summary>The compiler knows it by its name; the runtime has it from .NET 9 on.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
