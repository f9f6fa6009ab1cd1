using System.Text.Json.Serialization;

namespace Skills;

/// <summary>What an execution used of its models: its own calls, failed tries and sub-agents included.</summary>
public sealed record Usage
{
    /// <summary>Nothing was used.</summary>
    public static Usage None { get; } = new();

    /// <summary>The figures of each model; empty where no model was called.</summary>
    public IReadOnlyList<ModelUsage> Models { get; init; } = [];

    /// <summary>Requests to models, failed ones included.</summary>
    [JsonIgnore]
    public int ModelCalls => Models.Sum(model => model.Calls);

    /// <summary>Tokens sent, cached ones included.</summary>
    [JsonIgnore]
    public long InputTokens => Models.Sum(model => model.InputTokens);

    /// <summary>The part of <see cref="InputTokens"/> that came from the provider's cache.</summary>
    [JsonIgnore]
    public long CachedInputTokens => Models.Sum(model => model.CachedInputTokens);

    /// <summary>Tokens received, reasoning included.</summary>
    [JsonIgnore]
    public long OutputTokens => Models.Sum(model => model.OutputTokens);

    /// <summary>The part of <see cref="OutputTokens"/> that the model used to reason.</summary>
    [JsonIgnore]
    public long ReasoningTokens => Models.Sum(model => model.ReasoningTokens);

    /// <summary>Input and output tokens.</summary>
    [JsonIgnore]
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>The sum of two usages, model by model.</summary>
    public Usage Plus(Usage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Models.Count is 0 || other.Models.Count is 0)
            return Models.Count is 0 ? other : this;
        var sum = Models.ToList();
        foreach (var model in other.Models)
        {
            var i = sum.FindIndex(known => string.Equals(known.Model, model.Model, StringComparison.Ordinal));
            if (i < 0)
                sum.Add(model);
            else
                sum[i] = sum[i].Plus(model);
        }

        return new Usage { Models = sum };
    }

    /// <summary>The figures in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{ModelCalls} model calls, {InputTokens} input and {OutputTokens} output tokens");
}

/// <summary>What was used of one model. Counts that a provider does not report count as 0.</summary>
/// <param name="Model">The model's id as the provider reports it; empty where it reports none.</param>
/// <param name="Calls">Requests, failed ones included.</param>
/// <param name="InputTokens">Tokens sent, cached ones included.</param>
/// <param name="CachedInputTokens">The part of the input that came from the provider's cache.</param>
/// <param name="OutputTokens">Tokens received, reasoning included.</param>
/// <param name="ReasoningTokens">The part of the output that the model used to reason.</param>
public readonly record struct ModelUsage(string Model, int Calls, long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens)
{
    internal ModelUsage Plus(ModelUsage other) => new(
        Model,
        Calls + other.Calls,
        InputTokens + other.InputTokens,
        CachedInputTokens + other.CachedInputTokens,
        OutputTokens + other.OutputTokens,
        ReasoningTokens + other.ReasoningTokens);
}
