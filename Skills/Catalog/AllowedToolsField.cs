namespace Skills;

/// <summary>The field <c>allowed-tools</c>. What cannot be read grants nothing: a mistake must never widen what a skill may do.</summary>
internal static class AllowedToolsField
{
    private const string Key = "allowed-tools";

    /// <summary>The tools in the order given; null where the field is absent.</summary>
    public static IReadOnlyList<string>? Read(FieldSet fields)
    {
        var findings = fields.Findings;
        if (fields.Take(Key) is not { } field)
            return null;
        if (!string.Equals(field.Key, Key, StringComparison.Ordinal))
            findings.Lapse("allowed-tools-spelling", field.Line, "`allowed_tools` is read as `allowed-tools`; write it so.");
        switch (field.Value)
        {
            case YamlValue.Text text:
                return Split(text, findings);
            case YamlValue.Items items when items.Values.All(item => item is YamlValue.Text):
                findings.Lapse("allowed-tools-type", items.Line, "`allowed-tools` is a list; the standard wants one text with a blank between tools.");
                return [.. items.Values.Cast<YamlValue.Text>().Select(item => item.Value.Trim()).Where(tool => tool.Length > 0)];
            default:
                findings.Lapse("allowed-tools-type", field.Value.Line, $"`allowed-tools` is {field.Value.Kind} and grants no tool; write one text such as `Read Bash(git:*)`.");
                return [];
        }
    }

    /// <summary>Cuts at blanks outside of parentheses, because a pattern such as <c>Bash(git add *)</c> holds blanks of its own.</summary>
    private static List<string> Split(YamlValue.Text text, Findings findings)
    {
        var tools = new List<string>();
        var depth = 0;
        var commas = false;
        var start = 0;
        for (var i = 0; i <= text.Value.Length; i++)
        {
            var character = i < text.Value.Length ? text.Value[i] : ' ';
            depth += character switch { '(' => 1, ')' => -1, _ => 0 };
            var isComma = depth <= 0 && character == ',';
            if (i < text.Value.Length && !isComma && (depth > 0 || !char.IsWhiteSpace(character)))
                continue;
            commas |= isComma;
            if (i > start)
                tools.Add(text.Value[start..i]);
            start = i + 1;
        }
        if (commas)
            findings.Lapse("allowed-tools-commas", text.Line, "`allowed-tools` has commas between tools; the standard wants blanks.");
        if (depth != 0)
            findings.Lapse("allowed-tools-parentheses", text.Line, "`allowed-tools` has a parenthesis without its partner; close or remove it.");
        return tools;
    }
}
