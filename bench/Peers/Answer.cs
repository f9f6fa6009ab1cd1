using System.Text;
using Microsoft.Extensions.AI;

namespace Bench;

/// <summary>The text of a streamed answer, put together at the least cost: one piece is kept as it is.</summary>
internal struct Answer
{
    private string? _only;
    private StringBuilder? _pieces;

    public readonly string Text => _pieces?.ToString() ?? _only ?? "";

    public void Take(IList<AIContent> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is TextContent text)
                Take(text.Text);
        }
    }

    private void Take(string piece)
    {
        if (_only is null)
            _only = piece;
        else
            (_pieces ??= new StringBuilder(_only)).Append(piece);
    }
}
