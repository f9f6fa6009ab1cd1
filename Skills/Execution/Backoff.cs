namespace Skills;

/// <summary>How long to wait before a failed call is tried again: exponential, with a random part so that many clients do not come back at once.</summary>
internal static class Backoff
{
    /// <summary>The longest wait that a model may ask for.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The wait behind a number of failed tries: the first wait doubled for each further one, plus up to as much again.</summary>
    public static TimeSpan Before(int failedTries, TimeSpan first, Random random)
    {
        var wait = first * Math.Pow(2, Math.Min(failedTries - 1, 16)) * (1 + random.NextDouble());
        return wait < Longest ? wait : Longest;
    }
}

/// <summary>Which faults of a model pass by themselves.</summary>
internal static class ModelFaults
{
    /// <summary>Whether a further try can help: broken connections, timeouts, throttling and overload; not a refused request.</summary>
    public static bool Pass(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => Passes((int)status),
        HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => true,
        _ when Status(exception) is { } status => Passes(status),
        _ => exception.InnerException is { } inner && Pass(inner),
    };

    private static bool Passes(int status) => status is 408 or 409 or 425 or 429 or >= 500 or 0;

    /// <summary>The HTTP status that a client's own kind of exception tells, whatever the client: by a property of one of the usual names.</summary>
    private static int? Status(Exception exception) =>
        (exception.GetType().GetProperty("Status") ?? exception.GetType().GetProperty("StatusCode"))?.GetValue(exception) switch
        {
            int status => status,
            System.Net.HttpStatusCode status => (int)status,
            _ => null,
        };
}
