using System.Text;

namespace Skills;

/// <summary>
/// Takes secrets out of a text that comes in pieces, wherever it is cut. What may still become a secret is held back until that is decided: a few
/// characters behind a name such as "token", a value until its end.
/// </summary>
internal sealed class StreamedSecrets
{
    private const int Remembered = SecretScan.LongestName;
    private const int TailOfKey = 128;

    private readonly StringBuilder _held = new();
    private readonly char[] _before = new char[Remembered];
    private int _count;
    private ushort _sign;
    private SecretFinding _open;

    /// <summary>What may be shown now; the same instance as the piece where nothing is suspected, and empty where all of it is held back.</summary>
    public string Redact(string piece)
    {
        var isSuspected = SecretSigns.Pass(piece, ref _sign);
        if (isSuspected || _held.Length > 0 || _open is not SecretFinding.None)
            return Shown(piece, isWhole: false);
        Remember(piece);
        return piece;
    }

    /// <summary>The text is over.</summary>
    /// <returns>What was held back, without its secrets.</returns>
    public string End() => _held.Length > 0 && _open is SecretFinding.None ? Shown("", isWhole: true) : "";

    private string Shown(string piece, bool isWhole)
    {
        var text = string.Concat(_before.AsSpan(0, _count), _held.Append(piece).ToString());
        var shown = new StringBuilder(piece.Length);
        var at = _count;
        _held.Clear();
        if (_open is not SecretFinding.None && !Close(text, ref at))
            return "";
        // A sign may begin in what was shown already.
        for (var from = Math.Max(0, at - SecretSigns.Longest + 1); SecretSigns.IndexIn(text.AsSpan(from)) is >= 0 and var sign;)
        {
            var found = SecretScan.At(text, from + sign, isWhole);
            from = Math.Max(found.End, from + sign + 1);
            if (found.Kind is SecretFinding.None || found.End <= at)
                continue;
            var start = Math.Max(at, found.Start);
            shown.Append(text, at, start - at);
            at = start;
            if (found.Kind is SecretFinding.Undecided)
            {
                Hold(text, at);
                return shown.ToString();
            }

            shown.Append(Secrets.MaskOf(found));
            at = found.End;
            if (found.Kind is not SecretFinding.Secret)
                _open = found.Kind;
        }

        shown.Append(text, at, text.Length - at);
        Hold(text, text.Length);
        return shown.ToString();
    }

    /// <summary>Passes the rest of an open secret.</summary>
    /// <returns>Whether its end has come.</returns>
    private bool Close(string text, ref int at)
    {
        var end = _open is SecretFinding.OpenKey ? SecretScan.EndOfPrivateKey(text.AsSpan(at)) : SecretScan.EndOfValue(text.AsSpan(at));
        if (end < 0)
        {
            // The end may be cut as well.
            var tail = _open is SecretFinding.OpenKey ? Math.Min(TailOfKey, text.Length - at) : 0;
            _count = 0;
            _held.Append(text, text.Length - tail, tail);
            return false;
        }

        _open = SecretFinding.None;
        at += end;
        return true;
    }

    private void Hold(string text, int from)
    {
        _held.Append(text, from, text.Length - from);
        _count = Math.Min(Remembered, from);
        text.AsSpan(from - _count, _count).CopyTo(_before);
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
