using System.Diagnostics.CodeAnalysis;

namespace Skills;

/// <summary>Events that were made and are not taken yet: few, because an execution goes on only when they are taken.</summary>
internal struct EventQueue()
{
    private const int Usual = 4;

    private Item[] _made = new Item[Usual];
    private int _first;
    private int _end;

    public readonly bool HasAny => _first < _end;

    public void Add(SkillEvent made)
    {
        if (_end == _made.Length)
            Array.Resize(ref _made, 2 * _end);
        _made[_end++].Event = made;
    }

    public bool TryTake([NotNullWhen(true)] out SkillEvent? next)
    {
        if (_first == _end)
        {
            next = null;
            return false;
        }

        next = _made[_first].Event!;
        _made[_first++].Event = null;
        if (_first == _end)
            (_first, _end) = (0, 0);
        return true;
    }

    /// <summary>An array of a class checks the type of what is written to it; one of a structure does not.</summary>
    private struct Item
    {
        public SkillEvent? Event;
    }
}
