using PerfSpecs.Judging;

namespace PerfSpecs;

/// <summary>What <see cref="Expect"/> does where the samples do not decide.</summary>
public enum Undecided
{
    /// <summary>It throws a <see cref="BudgetUndecidedException"/>: nothing was shown.</summary>
    Throw,

    /// <summary>It returns as if the budget were kept: only a budget that is broken for certain fails.</summary>
    Accept,
}

/// <summary>A budget was not shown to be kept. The message begins with the verdict.</summary>
public class BudgetNotKeptException : Exception
{
    internal BudgetNotKeptException(string message, Judgement judgement)
        : base(message) => Judgement = judgement;

    /// <summary>What is known: the verdict, the interval, the samples.</summary>
    public Judgement Judgement { get; }

    /// <summary>The exception of a verdict that is no pass.</summary>
    internal static BudgetNotKeptException Of(string explanation, Judgement judgement) => judgement switch
    {
        { Verdict: Verdict.Fail } => new BudgetExceededException(explanation, judgement),
        { Verdict: Verdict.Inconclusive } or { Cause: Cause.Correlated } => new BudgetUndecidedException($"undecided: {explanation}", judgement),
        { Verdict: Verdict.Unfit } => new UnfitMachineException($"unfit machine: {explanation}", judgement),
        _ => new BudgetNotKeptException($"error: {explanation}", judgement),
    };
}

/// <summary>The budget is broken: the work is too slow, or allocates too much, for certain.</summary>
public sealed class BudgetExceededException : BudgetNotKeptException
{
    internal BudgetExceededException(string message, Judgement judgement)
        : base(message, judgement)
    {
    }
}

/// <summary>The samples do not decide whether the budget is kept: the value is too near to its target, or the samples depend on each other.</summary>
public sealed class BudgetUndecidedException : BudgetNotKeptException
{
    internal BudgetUndecidedException(string message, Judgement judgement)
        : base(message, judgement)
    {
    }
}

/// <summary>The machine was too disturbed to measure: nothing is known of the work.</summary>
public sealed class UnfitMachineException : BudgetNotKeptException
{
    internal UnfitMachineException(string message, Judgement judgement)
        : base(message, judgement)
    {
    }
}
