namespace PerfSpecs.Statistics;

/// <summary>One side of a sequential binomial test.</summary>
internal static class Boundary
{
    private static readonly double Ln100 = Math.Log(100);

    /// <summary>The least number of up-steps at which a walk stops, for each number of steps; one more than the steps where none stops.</summary>
    /// <param name="up">The probability of an up-step under the hypothesis to reject.</param>
    /// <param name="alpha">The probability of ever stopping under that hypothesis, at most.</param>
    /// <param name="cap">The most steps.</param>
    /// <param name="spending">How alpha is spent over the steps.</param>
    /// <returns>Indexed by steps, from 1 to the cap; element 0 is unused.</returns>
    public static int[] Of(double up, double alpha, int cap, SpendingFunction spending) => Of(up, alpha, cap, spending, cap);

    /// <summary>The same up to a number of steps.</summary>
    /// <inheritdoc cref="Of(double, double, int, SpendingFunction)" path="/param"/>
    /// <param name="steps">The last step wanted; at most the cap.</param>
    /// <returns>Indexed by steps, from 1 to <paramref name="steps"/>; element 0 is unused.</returns>
    public static int[] Of(double up, double alpha, int cap, SpendingFunction spending, int steps)
    {
        var boundary = new int[steps + 1];
        var walks = new Walks(up, steps);
        var spent = 0.0;
        for (var n = 1; n <= steps; n++)
        {
            walks.Step();
            var share = Share(spending, n, cap);
            boundary[n] = share > 0 ? Math.Min(n + 1, walks.From(Math.Max(0, (alpha * share) - spent))) : n + 1;
            spent += walks.StopFrom(boundary[n]);
        }

        return boundary;
    }

    private static double Share(SpendingFunction spending, int n, int cap)
    {
        var t = (double)n / cap;
        return spending switch
        {
            SpendingFunction.Power => t * Math.Sqrt(t),
            SpendingFunction.Logarithm => Math.Log(1 + (99 * t)) / Ln100,
            _ => n == cap ? 1 : 0,
        };
    }
}
