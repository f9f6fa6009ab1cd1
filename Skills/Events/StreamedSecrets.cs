using System.Text;

namespace Skills;

/// <summary>Takes secrets out of a text that comes in pieces, wherever it is cut. A few characters may pass before a secret can be told as one.</summary>
internal sealed class StreamedSecrets
{
    private const int Remembered = 64;

    private readonly char[] _before = new char[Remembered];
    private int _count;
    private ushort _sign;
    private int _suspected;
    private bool _isInside;

    /// <summary>The next piece without its secrets; the same instance where it has none.</summary>
    public string Redact(string piece)
    {
        // Behind a sign its value may still begin.
        if (SecretSigns.Pass(piece, ref _sign))
            _suspected = Remembered + piece.Length;
        var shown = _isInside || _suspected > 0 ? Masked(piece) : piece;
        _suspected = Math.Max(0, _suspected - piece.Length);
        Remember(piece);
        return shown;
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

        if (_count + piece.Length > Remembered)
        {
            // Half of it suffices for the words before a value, and is moved seldom.
            var kept = Math.Min(_count, Math.Min(Remembered / 2, Remembered - piece.Length));
            _before.AsSpan(_count - kept, kept).CopyTo(_before);
            _count = kept;
        }

        piece.CopyTo(_before.AsSpan(_count));
        _count += piece.Length;
    }
}
