using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Notices a model that makes the same call again and again and always gets the same result.</summary>
internal sealed class Repetition
{
    private FunctionCallContent? _call;
    private object? _observation;

    /// <summary>How often in a row the last call was made with the last result.</summary>
    public int Count { get; private set; }

    /// <summary>Notes the only call of a turn; turns with several calls end a repetition.</summary>
    public void Note(FunctionCallContent? call, object? observation)
    {
        var isSame = call is not null && _call is not null && ToolCallText.Same(call, _call) && SameText(observation, _observation);
        Count = isSame ? Count + 1 : 1;
        _call = call;
        _observation = observation;
    }

    private static bool SameText(object? one, object? other) =>
        Equals(one, other) || string.Equals(one?.ToString(), other?.ToString(), StringComparison.Ordinal);
}
