namespace Runner.Workloads;

/// <summary>What people write in skills of one language. Slots in braces are those of <see cref="Phrasebook.Word"/>.</summary>
internal sealed partial record Language
{
    /// <summary>The language as Bogus names it.</summary>
    public required string Locale { get; init; }

    /// <summary>Characters (UTF-16) of prose that make an o200k_base token, measured over generated text.</summary>
    public required double CharactersPerToken { get; init; }

    /// <summary>What stands between two sentences.</summary>
    public string Gap { get; init; } = " ";

    /// <summary>Headings of sections.</summary>
    public required string[] Headings { get; init; }

    /// <summary>Sentences of prose.</summary>
    public required string[] Sentences { get; init; }

    /// <summary>Short items of lists and cells of tables.</summary>
    public required string[] Items { get; init; }

    /// <summary>What a skill does.</summary>
    public required string[] Purposes { get; init; }

    /// <summary>When to use it.</summary>
    public required string[] Occasions { get; init; }

    /// <summary>English, which most published skills are written in.</summary>
    public static Language English => Texts[0];

    /// <summary>The text of a locale.</summary>
    /// <exception cref="ArgumentException">No text is known for it.</exception>
    public static Language Of(string locale) =>
        Array.Find(Texts, language => string.Equals(language.Locale, locale, StringComparison.Ordinal))
        ?? throw new ArgumentException($"No text is known for the locale \"{locale}\"; take one of {string.Join(", ", Texts.Select(language => language.Locale))}.", nameof(locale));
}
