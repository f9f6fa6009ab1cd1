namespace Skills;

/// <summary>Reads what a host's code gives, which may throw at any place.</summary>
internal static class HostCode
{
    /// <summary>What an exception says, with the reason within it where that is another one; once each.</summary>
    public static string Message(Exception exception)
    {
        try
        {
            var message = exception.Message;
            for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            {
                if (!message.Contains(WithoutPosition(inner.Message), StringComparison.Ordinal))
                    message = $"{message} ({inner.Message})";
            }

            return message;
        }
        catch (Exception)
        {
            return exception.GetType().Name;
        }
    }

    // A JSON exception repeats the reason of the one within it and adds a path before the position.
    private static string WithoutPosition(string message) => message.IndexOf(" LineNumber: ", StringComparison.Ordinal) is >= 0 and var position ? message[..position] : message;

    /// <summary>A value of the host's; a default where its code throws.</summary>
    public static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return default;
        }
    }

    /// <summary>Cancels; what code that is registered there throws is its own affair.</summary>
    public static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // Every registration was called, which is what was to be done.
        }
    }
}
