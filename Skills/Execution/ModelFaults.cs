namespace Skills;

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
