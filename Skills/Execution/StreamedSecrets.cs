using System.Text;

namespace Skills;

/// <summary>Takes secrets out of a text that comes in pieces, wherever it is cut. A few characters may pass before a secret can be told as one.</summary>
internal sealed class StreamedSecrets
{
    private const int Remembered = 64;
    private const int OnStack = 512;

    private readonly char[] _before = new char[Remembered];
    private int _count;
    private bool _isInside;

    /// <summary>The next piece without its secrets; the same instance where it has none.</summary>
    public string Redact(string piece)
    {
        var shown = _isInside || MayHold(piece) ? Masked(piece) : piece;
        Remember(piece);
        return shown;
    }

    private bool MayHold(string piece)
    {
        var length = _count + piece.Length;
        if (length > OnStack)
            return true;
        Span<char> joined = stackalloc char[OnStack];
        _before.AsSpan(0, _count).CopyTo(joined);
        piece.CopyTo(joined[_count..]);
        return Secrets.MayHold(joined[..length]);
    }

    private string Masked(string piece)
    {
        var from = 0;
        var text = new StringBuilder(piece.Length);
        if (_isInside)
        {
            from = piece.AsSpan().IndexOfAny(" \t\r\n,;&}])\"'") is >= 0 and var end ? end : piece.Length;
            _isInside = from == piece.Length;
        }

        var joined = string.Concat(_before.AsSpan(0, _count), piece);
        foreach (var (start, end) in Secrets.Find(joined).Select(found => (found.Start - _count, found.End - _count)))
        {
            _isInside |= end == piece.Length;
            if (end <= from)
                continue;
            text.Append(piece, from, Math.Max(from, start) - from).Append(Secrets.Mask);
            from = end;
        }

        return text.Append(piece, from, piece.Length - from).ToString();
    }

    private void Remember(string piece)
    {
        if (piece.Length >= Remembered)
        {
            piece.AsSpan(^Remembered..).CopyTo(_before);
            _count = Remembered;
            return;
        }

        var kept = Math.Min(_count, Remembered - piece.Length);
        _before.AsSpan(_count - kept, kept).CopyTo(_before);
        piece.CopyTo(_before.AsSpan(kept));
        _count = kept + piece.Length;
    }
}
