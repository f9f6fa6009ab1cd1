using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>Puts the pieces of a model's answer together: texts and thoughts that come in pieces become one each and keep their places between calls.</summary>
/// <remarks>A thought with its signature is one content: some providers refuse it in pieces. What came in one piece is kept as it came.</remarks>
internal sealed class TurnContents
{
    private readonly List<FunctionCallContent> _calls = [];
    /// <summary>Most turns hold a call, or a text and a call.</summary>
    private const int Usual = 2;

    private List<AIContent> _contents = new(Usual);
    private StringBuilder? _pieces;
    private bool _hasResults;
    private int _unnamed;

    /// <summary>The calls that are to be made: not those that the client has made itself.</summary>
    public List<FunctionCallContent> Calls => _calls;

    /// <summary>What the provider reported as an error; null for nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>The text so far.</summary>
    public string Text
    {
        get
        {
            Close();
            string? only = null;
            StringBuilder? all = null;
            foreach (var content in _contents)
            {
                if (content is not TextContent text)
                    continue;
                if (only is null)
                    only = text.Text;
                else
                    (all ??= new StringBuilder(only)).Append(text.Text);
            }

            return all?.ToString() ?? only ?? "";
        }
    }

    public void Clear()
    {
        _calls.Clear();
        if (_contents.Count > 0)
            _contents = new List<AIContent>(Usual);
        _pieces = null;
        _hasResults = false;
        Error = null;
    }

    public void Keep(AIContent content)
    {
        switch (content)
        {
            case TextContent text when _contents.Count > 0 && _contents[^1] is TextContent open:
                (_pieces ??= new StringBuilder(open.Text)).Append(text.Text);
                break;
            case TextReasoningContent thought when _contents.Count > 0 && _contents[^1] is TextReasoningContent { ProtectedData: null } open:
                KeepThought(open, thought);
                break;
            case FunctionResultContent result:
                // The client has made this call itself.
                _calls.RemoveAll(call => string.Equals(call.CallId, result.CallId, StringComparison.Ordinal));
                _hasResults = true;
                Add(result);
                break;
            case ErrorContent error:
                Error = error.Message ?? error.ErrorCode ?? "no reason given";
                break;
            case UsageContent or TextContent { Text.Length: 0 } or null:
                break;
            default:
                Add(content);
                break;
        }
    }

    /// <summary>Adds the turn to a conversation; nothing where nothing was said.</summary>
    /// <param name="messages">The conversation.</param>
    /// <param name="withCalls">Whether calls that are to be made are part of it.</param>
    public void AddTo(List<ChatMessage> messages, bool withCalls)
    {
        Close();
        var contents = _contents;
        _contents = new List<AIContent>(Usual);
        if (!withCalls && _calls.Count > 0)
            contents.RemoveAll(content => content is FunctionCallContent call && _calls.Contains(call));
        if (contents.Count is 0)
            return;
        if (_hasResults)
            AddSplit(messages, contents);
        else
            messages.Add(new ChatMessage(ChatRole.Assistant, contents));
    }

    /// <summary>Results are tool messages, wherever they are in the stream.</summary>
    private static void AddSplit(List<ChatMessage> messages, List<AIContent> contents)
    {
        ChatMessage? open = null;
        foreach (var content in contents)
        {
            var role = content is FunctionResultContent ? ChatRole.Tool : ChatRole.Assistant;
            if (open is null || open.Role != role)
                messages.Add(open = new ChatMessage(role, new List<AIContent>()));
            open.Contents.Add(content);
        }
    }

    /// <summary>Keeps a call.</summary>
    public void Keep(FunctionCallContent call)
    {
        // Some models send an empty text instead of an empty object.
        if (call.Exception is not null && HasNoArguments(call.Exception))
            call = new FunctionCallContent(call.CallId, call.Name) { InformationalOnly = call.InformationalOnly };
        // Some gateways leave ids out, or give several calls the same one; an answer must find its call.
        if (string.IsNullOrEmpty(call.CallId) || Has(call.CallId))
            call = new FunctionCallContent(FormattableString.Invariant($"{call.CallId}call-{++_unnamed}"), call.Name, call.Arguments) { Exception = call.Exception, InformationalOnly = call.InformationalOnly };
        if (!call.InformationalOnly)
            _calls.Add(call);
        Add(call);
    }

    private bool Has(string callId)
    {
        foreach (var call in _calls)
        {
            if (string.Equals(call.CallId, callId, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool HasNoArguments(Exception? unreadable) =>
        unreadable is JsonException { BytePositionInLine: 0, LineNumber: 0 } empty && empty.Message.Contains("does not contain any JSON tokens", StringComparison.Ordinal)
        || (unreadable?.InnerException is { } inner && HasNoArguments(inner));

    private void KeepThought(TextReasoningContent open, TextReasoningContent piece)
    {
        (_pieces ??= new StringBuilder(open.Text)).Append(piece.Text);
        if (piece.ProtectedData is null)
            return;
        Close();
        ((TextReasoningContent)_contents[^1]).ProtectedData = piece.ProtectedData;
    }

    private void Add(AIContent content)
    {
        Close();
        _contents.Add(content);
    }

    /// <summary>The pieces of the last content become one.</summary>
    private void Close()
    {
        if (_pieces is null)
            return;
        _contents[^1] = _contents[^1] is TextContent ? new TextContent(_pieces.ToString()) : new TextReasoningContent(_pieces.ToString());
        _pieces = null;
    }
}
