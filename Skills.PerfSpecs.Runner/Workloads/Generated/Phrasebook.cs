using System.Collections.Concurrent;
using System.Globalization;
using Bogus;

namespace Runner.Workloads;

/// <summary>A language's sentences with a vocabulary from Bogus.</summary>
/// <remarks>
/// The vocabulary is drawn once a language from a fixed seed, because opening a Bogus locale takes milliseconds and a skill should
/// not; which words a skill takes of it, its own seed decides.
/// </remarks>
internal sealed class Phrasebook
{
    private const int Seed = 20261123;
    private const int WordsOfAKind = 96;

    private static readonly ConcurrentDictionary<string, Phrasebook> Books = new(StringComparer.Ordinal);

    private readonly string[] _verbs, _nouns, _adjectives, _identifiers, _files, _people, _companies, _cities, _topics;

    private Phrasebook(Language language)
    {
        Language = language;
        Sentences = [.. language.Sentences.Select(template => new Phrase(template))];
        Items = [.. language.Items.Select(template => new Phrase(template))];
        Purposes = [.. language.Purposes.Select(template => new Phrase(template))];
        Occasions = [.. language.Occasions.Select(template => new Phrase(template))];
        Headings = [.. language.Headings.Select(template => new Phrase(template))];
        var faker = new Faker(language.Locale) { Random = new Randomizer(Seed) };
        _verbs = Draw(faker.Hacker.Verb);
        _nouns = Draw(faker.Hacker.Noun);
        _adjectives = Draw(faker.Hacker.Adjective);
        _identifiers = Draw(faker.Database.Column);
        _files = Draw(() => $"{Slug(faker.Hacker.Noun())}.{faker.PickRandom("json", "csv", "yaml", "toml", "sql", "xml", "cs", "py")}");
        _people = Draw(() => faker.Name.FirstName());
        _companies = Draw(() => faker.Company.CompanyName());
        _cities = Draw(faker.Address.City);
        _topics = Draw(() => Slug($"{faker.Hacker.Adjective()} {faker.Hacker.Noun()}"));
    }

    public Language Language { get; }

    public Phrase[] Sentences { get; }

    public Phrase[] Items { get; }

    public Phrase[] Purposes { get; }

    public Phrase[] Occasions { get; }

    public Phrase[] Headings { get; }

    /// <summary>The book of a language.</summary>
    /// <exception cref="ArgumentException">No text is known for the locale.</exception>
    public static Phrasebook Of(string locale) => Books.GetOrAdd(locale, static name => new Phrasebook(Language.Of(name)));

    /// <summary>
    /// A word for a slot: <c>v</c>erb, <c>n</c>oun, <c>a</c>djective, <c>i</c>dentifier, <c>f</c>ile, <c>p</c>erson,
    /// <c>c</c>ompany, <c>t</c>own, <c>s</c>ubject as a slug, <c>d</c> for a number of up to three digits.
    /// </summary>
    public string Word(char slot, Randomizer random) => slot switch
    {
        'v' => random.ArrayElement(_verbs),
        'n' => random.ArrayElement(_nouns),
        'a' => random.ArrayElement(_adjectives),
        'i' => random.ArrayElement(_identifiers),
        'f' => random.ArrayElement(_files),
        'p' => random.ArrayElement(_people),
        'c' => random.ArrayElement(_companies),
        't' => random.ArrayElement(_cities),
        's' => random.ArrayElement(_topics),
        'd' => random.Number(2, 400).ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(slot), slot, "No kind of word has this letter; see the list above."),
    };

    /// <summary>Words as a part of a name: lower-case letters and single hyphens.</summary>
    public static string Slug(string words) => words.ToLowerInvariant().Replace(' ', '-');

    private static string[] Draw(Func<string> word) => [.. Enumerable.Range(0, WordsOfAKind).Select(_ => word())];
}
