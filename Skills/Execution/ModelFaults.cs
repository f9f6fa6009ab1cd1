using System.Text.Json;

namespace Skills;

/// <summary>Which faults of a model pass by themselves.</summary>
internal static class ModelFaults
{
    /// <summary>Whether a further try can help: broken connections, timeouts, throttling and overload; not a refused request, nor an account without credit.</summary>
    public static bool Pass(Exception exception) => !ProviderFaults.IsOutOfQuota(exception) && exception switch
    {
        HttpRequestException { StatusCode: { } status } => Passes((int)status),
        HttpRequestException or IOException or TimeoutException => true,
        // An answer that is no JSON comes from something in between, such as a proxy.
        JsonException => true,
        OperationCanceledException => true,
        _ when ProviderFaults.Status(exception) is { } status => Passes(status) || ProviderFaults.IsOverloaded(exception),
        _ when ProviderFaults.IsOverloaded(exception) => true,
        _ => exception.InnerException is { } inner && Pass(inner),
    };

    private static bool Passes(int status) => status is 408 or 409 or 425 or 429 or >= 500 or 0;
}
