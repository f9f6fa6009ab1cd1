using System.Globalization;
using System.Reflection;

namespace Skills;

/// <summary>Reads what the exceptions of providers' clients say, whatever the client: by the names that they have in common.</summary>
internal static class ProviderFaults
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>The HTTP status that an exception reports; null for none.</summary>
    public static int? Status(Exception exception) =>
        (Property(exception, "Status") ?? Property(exception, "StatusCode")) switch
        {
            int status => status,
            System.Net.HttpStatusCode status => (int)status,
            _ => null,
        };

    /// <summary>The wait that the answer's headers ask for; null where they ask for none.</summary>
    public static TimeSpan? RetryAfter(Exception exception)
    {
        if (Header(exception, "retry-after-ms") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is >= 0 and < 1e10)
            return TimeSpan.FromMilliseconds(milliseconds);
        if (Header(exception, "Retry-After") is not { } after)
            return exception.InnerException is { } inner ? RetryAfter(inner) : null;
        if (double.TryParse(after, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e8)
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date - DateTimeOffset.UtcNow is var left && left > TimeSpan.Zero
            ? left
            : null;
    }

    /// <summary>Whether an account has no credit left: waiting does not help.</summary>
    public static bool IsOutOfQuota(Exception exception) => Says(exception, "insufficient_quota") || Says(exception, "billing_hard_limit_reached");

    /// <summary>Whether a provider has too much to do, which some report within an answer of status 200.</summary>
    public static bool IsOverloaded(Exception exception) => Says(exception, "overloaded");

    private static bool Says(Exception exception, string word) =>
        exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase)
        || (Property(exception, "ResponseBody") as string)?.Contains(word, StringComparison.OrdinalIgnoreCase) is true
        || (exception.InnerException is { } inner && Says(inner, word));

    /// <summary>A header of the answer, by way of System.ClientModel's and Azure's exceptions, or of one that keeps its headers itself.</summary>
    private static string? Header(Exception exception, string name)
    {
        var headers = Property(exception, "Headers") ?? Property(exception, "ResponseHeaders");
        if (headers is null && exception.GetType().GetMethod("GetRawResponse", Public, [])?.Invoke(exception, []) is { } response)
            headers = Property(response, "Headers");
        if (headers is System.Net.Http.Headers.HttpHeaders known)
            return known.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
        if (headers?.GetType().GetMethod("TryGetValue", Public, [typeof(string), typeof(string).MakeByRefType()]) is not { } find)
            return null;
        object?[] arguments = [name, null];
        return find.Invoke(headers, arguments) is true ? arguments[1] as string : null;
    }

    private static object? Property(object from, string name) => from.GetType().GetProperty(name, Public)?.GetValue(from);
}
