using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Marks a tool whose call can be made twice without harm, such as one that only reads.</summary>
/// <remarks>Where a process died in the middle of a call, the call of such a tool is made again; of any other tool the model is told that the outcome is unknown.</remarks>
public sealed class IdempotentAIFunction : DelegatingAIFunction
{
    /// <summary>A mark around a tool.</summary>
    public IdempotentAIFunction(AIFunction innerFunction)
        : base(innerFunction)
    {
    }
}
