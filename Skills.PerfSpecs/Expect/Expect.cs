namespace PerfSpecs;

/// <summary>
/// Budgets in tests of any framework: the same sampler and the same gate as in a suite, and an exception with the explanation where a
/// budget is not shown to be kept.
/// </summary>
/// <remarks>
/// Lower case in the manner of Expecto's <c>Expect</c>. One measurement runs at a time in a process; the others wait for their turn.
/// The work runs on the thread pool, without the caller's synchronisation context.
/// </remarks>
public static class Expect
{
    /// <summary>Expects work to keep a budget of its duration, allocations or throughput; the target's unit says which.</summary>
    /// <remarks>Waits for the verdict; asynchronous work is awaited to its end. What the work throws is thrown here.</remarks>
    /// <param name="target">The budget, such as <c>p95 &lt; 5 ms</c>, <c>median &lt;= 2 KB</c> or <c>median >= 200 /s</c>.</param>
    /// <param name="work">The work of one sample; whatever it returns is awaited, enumerated or kept.</param>
    /// <param name="samples">The most samples; sampling ends as soon as the verdict is certain.</param>
    /// <param name="confidence">The confidence of a pass; the chance of a wrong fail is 1 minus it as well.</param>
    /// <param name="undecided">What happens where the samples do not decide.</param>
    /// <exception cref="BudgetExceededException">The budget is broken, for certain.</exception>
    /// <exception cref="BudgetUndecidedException">The samples do not decide.</exception>
    /// <exception cref="UnfitMachineException">The machine was too disturbed to measure.</exception>
    /// <exception cref="BudgetNotKeptException">The work could not be measured; the base of the three above.</exception>
    /// <exception cref="ArgumentException">The target cannot be read, so few samples can never decide, or the work cannot be measured.</exception>
    /// <exception cref="InvalidOperationException">Called within work that is being measured.</exception>
    public static void within<T>(
        string target, Func<T> work,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.Wait(() => withinAsync(target, work, samples, confidence, undecided));

    /// <summary>Expects work to keep a budget, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="within{T}(string, Func{T}, int, double, Undecided)" path="/param|/exception"/>
    public static Task withinAsync<T>(
        string target, Func<T> work,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.Within(target, Dsl.workload("work", work), samples, confidence, undecided);

    /// <inheritdoc cref="within{T}(string, Func{T}, int, double, Undecided)"/>
    public static void within(
        string target, Action work,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw) =>
        Expectation.Wait(() => withinAsync(target, work, samples, confidence, undecided));

    /// <summary>Expects work to keep a budget, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="within{T}(string, Func{T}, int, double, Undecided)" path="/param|/exception"/>
    public static Task withinAsync(
        string target, Action work,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw) =>
        Expectation.Within(target, Dsl.workload("work", work), samples, confidence, undecided);

    /// <summary>Expects one piece of work to be faster than another, measured pair by pair in random order.</summary>
    /// <remarks>Waits for the verdict; asynchronous work is awaited to its end. What the work throws is thrown here.</remarks>
    /// <param name="candidate">The work that should be faster.</param>
    /// <param name="reference">The work it is compared with.</param>
    /// <param name="by">By which factor at least; 1 for any difference.</param>
    /// <param name="samples">The most pairs; sampling ends as soon as the verdict is certain.</param>
    /// <param name="confidence">The confidence of the claim.</param>
    /// <param name="undecided">What happens where the samples do not decide.</param>
    /// <exception cref="BudgetExceededException">It is not faster by that factor.</exception>
    /// <exception cref="BudgetUndecidedException">The samples do not decide.</exception>
    /// <exception cref="UnfitMachineException">The machine was too disturbed to measure.</exception>
    /// <exception cref="BudgetNotKeptException">The work could not be measured; the base of the three above.</exception>
    /// <exception cref="ArgumentException">So few samples can never decide, or the work cannot be measured.</exception>
    /// <exception cref="InvalidOperationException">Called within work that is being measured.</exception>
    public static void fasterThan<T1, T2>(
        Func<T1> candidate, Func<T2> reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T1 : allows ref struct
        where T2 : allows ref struct =>
        Expectation.Wait(() => fasterThanAsync(candidate, reference, by, samples, confidence, undecided));

    /// <summary>Expects one piece of work to be faster than another, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)" path="/param|/exception"/>
    public static Task fasterThanAsync<T1, T2>(
        Func<T1> candidate, Func<T2> reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T1 : allows ref struct
        where T2 : allows ref struct =>
        Expectation.FasterThan(
            Dsl.workload("candidate", candidate), Dsl.workload("reference", reference), by, samples, confidence, undecided);

    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)"/>
    public static void fasterThan<T>(
        Func<T> candidate, Action reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.Wait(() => fasterThanAsync(candidate, reference, by, samples, confidence, undecided));

    /// <summary>Expects one piece of work to be faster than another, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)" path="/param|/exception"/>
    public static Task fasterThanAsync<T>(
        Func<T> candidate, Action reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.FasterThan(
            Dsl.workload("candidate", candidate), Dsl.workload("reference", reference), by, samples, confidence, undecided);

    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)"/>
    public static void fasterThan<T>(
        Action candidate, Func<T> reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.Wait(() => fasterThanAsync(candidate, reference, by, samples, confidence, undecided));

    /// <summary>Expects one piece of work to be faster than another, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)" path="/param|/exception"/>
    public static Task fasterThanAsync<T>(
        Action candidate, Func<T> reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw)
        where T : allows ref struct =>
        Expectation.FasterThan(
            Dsl.workload("candidate", candidate), Dsl.workload("reference", reference), by, samples, confidence, undecided);

    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)"/>
    public static void fasterThan(
        Action candidate, Action reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw) =>
        Expectation.Wait(() => fasterThanAsync(candidate, reference, by, samples, confidence, undecided));

    /// <summary>Expects one piece of work to be faster than another, without blocking the thread meanwhile.</summary>
    /// <inheritdoc cref="fasterThan{T1, T2}(Func{T1}, Func{T2}, double, int, double, Undecided)" path="/param|/exception"/>
    public static Task fasterThanAsync(
        Action candidate, Action reference, double by = 1,
        int samples = Spec.DefaultSamples, double confidence = Spec.DefaultConfidence, Undecided undecided = Undecided.Throw) =>
        Expectation.FasterThan(
            Dsl.workload("candidate", candidate), Dsl.workload("reference", reference), by, samples, confidence, undecided);
}
