namespace Runner.Workloads;

/// <summary>Writes short pieces of code and data, alone or between fences.</summary>
internal static class CodeBlock
{
    private static readonly Phrase[] ShellLines =
    [
        new("cd {s}"), new("cat {f}"), new("git add {f}"), new("grep -n {i} {f}"), new("sort -u {f} > {f}"), new("mkdir -p out/{s}"),
        new("test -s {f} || exit 1"), new("wc -l {f}"), new("# {a} {n}"), new("curl -fsS \"$HOST/{i}\" -o {f}"), new("head -n {d} {f}"), new(""),
    ];

    private static readonly Phrase[] PythonLines =
    [
        new("    row[\"{i}\"] = {d}"), new("    if not row.get(\"{i}\"): continue"), new("    total += len(row)"), new("    # the {a} {n}"),
        new("    keys.add(row[\"{i}\"])"), new("    yield row"), new(""), new("    print(row[\"{i}\"], file=out)"),
    ];

    private static readonly Phrase[] DataLines =
    [
        new("{i}: {d}"), new("  {i}: {f}"), new("  - {s}"), new("{i}: true"), new("  limit: {d}"), new("# {n}"),
    ];

    private static readonly Phrase[] TreeLines = [new("├── {f}"), new("├── {s}/"), new("│   ├── {f}"), new("│   └── {f}")];

    /// <summary>A fenced block of 3 to 11 lines, and the blank line behind it.</summary>
    public static void Write(Draft draft)
    {
        var kind = draft.Random.Number(0, 4);
        draft.Code(kind switch { 0 => "```bash", 1 => "```python", 2 => "```json", 3 => "```yaml", _ => "```" });
        var lines = draft.Random.Number(3, 9);
        switch (kind)
        {
            case 0:
                Shell(draft, lines);
                break;
            case 1:
                Python(draft, lines);
                break;
            case 2:
                Json(draft, lines);
                break;
            case 3:
                Lines(draft, DataLines, lines);
                break;
            default:
                Lines(draft, TreeLines, lines);
                break;
        }

        draft.Code("```");
        draft.Blank();
    }

    /// <summary>Commands, one a line.</summary>
    public static void Shell(Draft draft, int lines) => Lines(draft, ShellLines, lines);

    /// <summary>A function over rows.</summary>
    public static void Python(Draft draft, int lines)
    {
        draft.Code($"def {draft.Words.Word('i', draft.Random)}(rows, keys, out, total=0):");
        draft.Code("  for row in rows:");
        Lines(draft, PythonLines, lines);
    }

    /// <summary>A valid JSON object with a property a line.</summary>
    public static void Json(Draft draft, int lines)
    {
        draft.Code("{");
        for (var i = 1; i <= lines; i++)
        {
            var value = draft.Random.Bool() ? draft.Words.Word('d', draft.Random) : $"\"{draft.Words.Word('f', draft.Random)}\"";
            draft.Code(FormattableString.Invariant($"  \"{draft.Words.Word('i', draft.Random)}{i}\": {value}{(i < lines ? "," : "")}"));
        }

        draft.Code("}");
    }

    private static void Lines(Draft draft, Phrase[] phrases, int count)
    {
        for (; count > 0; count--)
        {
            if (draft.Say(draft.Random.ArrayElement(phrases)) is { Length: > 0 } line)
                draft.Code(line);
            else
                draft.Blank();
        }
    }
}
