namespace PerfSpecs.Statistics;

/// <summary>Finds where a monotone condition ends to hold.</summary>
internal static class Bisection
{
    private const double Finest = 1e-12;

    /// <summary>The last point, from one where the condition holds towards one where it does not, at which it was seen to hold.</summary>
    /// <param name="holds">A point where it holds, or where nothing needs to be shown; returned where no other is found.</param>
    /// <param name="fails">A point where it does not; above or below <paramref name="holds"/>, and never evaluated.</param>
    /// <param name="condition">The condition; asked only strictly between the two.</param>
    /// <returns>A point at most 1e-12 of the distance away from one where the condition was seen not to hold.</returns>
    public static double Last(double holds, double fails, Func<double, bool> condition)
    {
        var finest = Math.Abs(fails - holds) * Finest;
        while (Math.Abs(fails - holds) > finest)
        {
            var middle = (holds + fails) / 2;
            if (middle.Equals(holds) || middle.Equals(fails))
                break;
            if (condition(middle))
                holds = middle;
            else
                fails = middle;
        }

        return holds;
    }
}
