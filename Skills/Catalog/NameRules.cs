using System.Text;

namespace Skills;

/// <summary>The open standard's rules for a skill's name.</summary>
internal static class NameRules
{
    private const int MostCharacters = 64;

    /// <summary>The name as it is used (trimmed, NFKC), after every rule had its say.</summary>
    public static string? Read(FieldSet fields, string folder)
    {
        var findings = fields.Findings;
        if (fields.TakeRequiredText("name", $"add `name: {Shown.Short(Path.GetFileName(folder))}`.") is not { } raw)
            return null;
        var name = Normalized(raw.Value);
        if (!HasOnlyNameCharacters(name))
        {
            findings.Fault("name-characters", raw.Line, $"The name `{Shown.Short(raw.Value)}` holds other characters than letters, digits and hyphens; replace them.");
            return null;
        }
        if (!string.Equals(name, raw.Value, StringComparison.Ordinal))
            findings.Note("name-normalization", raw.Line, $"The name is not in Unicode form NFKC and is read as `{Shown.Short(name)}`; write it so.");
        CheckShape(name, raw.Line, findings);
        CheckFolder(name, folder, raw.Line, findings);
        return name;
    }

    private static void CheckShape(string name, int line, Findings findings)
    {
        if (!string.Equals(name, name.ToLowerInvariant(), StringComparison.Ordinal))
            findings.Lapse("name-case", line, $"The name `{Shown.Short(name)}` is not in lower case; write `{Shown.Short(name.ToLowerInvariant())}`.");
        if (name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal))
            findings.Lapse("name-hyphens", line, $"The name `{Shown.Short(name)}` begins or ends with a hyphen or has two in a row; keep single hyphens between words.");
        var length = TextLength.Of(name);
        if (length > MostCharacters)
            findings.Lapse("name-length", line, FormattableString.Invariant($"The name has {length} characters, the limit is {MostCharacters}; shorten it."));
    }

    private static void CheckFolder(string name, string folder, int line, Findings findings)
    {
        var folderName = Path.GetFileName(folder);
        if (folderName.Length > 0 && !string.Equals(name, Normalized(folderName), StringComparison.Ordinal))
            findings.Lapse("name-folder", line, $"The name `{Shown.Short(name)}` is not the folder's, `{Shown.Short(folderName)}`; make both equal.");
    }

    /// <summary>The text in Unicode form NFKC, in which composed and decomposed letters are equal; halves of surrogate pairs, which have no such form, stay.</summary>
    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static bool HasOnlyNameCharacters(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value != '-' && !Rune.IsLetterOrDigit(rune))
                return false;
        }
        return true;
    }
}

/// <summary>Length in characters as the standard counts them: Unicode code points.</summary>
internal static class TextLength
{
    public static int Of(string text)
    {
        var length = text.Length;
        foreach (var character in text)
        {
            if (char.IsLowSurrogate(character))
                length--;
        }
        return length;
    }
}
