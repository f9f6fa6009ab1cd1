using System.Text;
using Bogus;

namespace Runner.Workloads;

/// <summary>A text in the making, with an estimate of what it costs. Lines end in LF on every machine.</summary>
/// <remarks>Tokens are estimated from characters, because counting them for real would cost more than writing them does.</remarks>
internal sealed class Draft(Phrasebook words, Randomizer random)
{
    /// <summary>Characters a token of commands, data and tables, measured over generated text.</summary>
    public const double CharactersPerTokenOfCode = 3.3;

    private readonly StringBuilder _text = new(8 * 1024);

    public Phrasebook Words { get; } = words;

    public Randomizer Random { get; } = random;

    /// <summary>The estimated tokens so far.</summary>
    public double Tokens { get; private set; }

    /// <summary>The lines so far.</summary>
    public int Lines { get; private set; }

    /// <summary>The UTF-8 bytes so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>A line of prose.</summary>
    public void Prose(string line) => Add(line, Words.Language.CharactersPerToken);

    /// <summary>A line of commands or data.</summary>
    public void Code(string line) => Add(line, CharactersPerTokenOfCode);

    /// <summary>An empty line, whose break mostly becomes one token with the break before it.</summary>
    public void Blank()
    {
        _text.Append('\n');
        Lines++;
        Bytes++;
    }

    /// <summary>A phrase with its words filled in.</summary>
    public string Say(Phrase phrase)
    {
        var said = new StringBuilder(128);
        phrase.Write(said, Random, Words);
        return said.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Add(string line, double charactersPerToken)
    {
        _text.Append(line).Append('\n');
        Tokens += (line.Length / charactersPerToken) + 1;
        Lines++;
        Bytes += Encoding.UTF8.GetByteCount(line) + 1;
    }
}
