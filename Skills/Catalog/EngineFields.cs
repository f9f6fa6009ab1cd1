using System.Globalization;

namespace Skills;

/// <summary>The engine's own keys. One that cannot be used is reported and leaves its default in force: the skill still loads.</summary>
internal static class EngineFields
{
    public static SkillSettings Read(FieldSet fields)
    {
        var defaults = SkillSettings.Default;
        var read = defaults with
        {
            Mode = Choice(fields, "execution-mode", defaults.Mode, ("autonomous", ExecutionMode.Autonomous), ("simple", ExecutionMode.Simple)),
            MaxIterations = Whole(fields, "max-iterations", 1, 100, defaults.MaxIterations),
            MaxRetriesPerTool = Whole(fields, "max-retries-per-tool", 1, 10, defaults.MaxRetriesPerTool),
            TimeoutPerIteration = Timeout(fields, "timeout-per-iteration", defaults.TimeoutPerIteration),
            EarlyTermination = Choice(fields, "early-termination", defaults.EarlyTermination, ("true", true), ("false", false)),
            DisableModelInvocation = Choice(fields, "disable-model-invocation", defaults.DisableModelInvocation, ("true", true), ("false", false)),
            Model = Word(fields, "model"),
            Fork = Choice(fields, "context", defaults.Fork, ("fork", true)),
            Agent = Word(fields, "agent"),
        };
        // Most skills carry none of these keys; a thousand of them share one instance.
        return read == defaults ? defaults : read;
    }

    private static T Choice<T>(FieldSet fields, string key, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (fields.TakeText(key) is not { } text)
            return fallback;
        foreach (var (word, value) in choices)
        {
            if (text.Value.Equals(word, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        var words = choices[0].Word;
        foreach (var (word, _) in choices[1..])
            words += $"` or `{word}";
        fields.Findings.Lapse($"{key}-value", text.Line, $"`{key}` is `{Shown.Short(text.Value)}`; it can be `{words}`. The default applies.");
        return fallback;
    }

    private static int Whole(FieldSet fields, string key, int least, int most, int fallback)
    {
        if (fields.TakeText(key) is not { } text)
            return fallback;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        fields.Findings.Lapse($"{key}-range", text.Line, FormattableString.Invariant($"`{key}` is `{Shown.Short(text.Value)}`; write a whole number from {least} to {most}. The default of {fallback} applies."));
        return fallback;
    }

    private static TimeSpan Timeout(FieldSet fields, string key, TimeSpan fallback)
    {
        if (fields.TakeText(key) is not { } text)
            return fallback;
        if (Durations.Parse(text.Value) is { } duration && duration >= SkillSettings.LeastTimeout && duration <= SkillSettings.MostTimeout)
            return duration;
        fields.Findings.Lapse($"{key}-range", text.Line, $"`{key}` is `{Shown.Short(text.Value)}`; write a number with its unit (ms, s, m or h), from 1ms to 24h, such as `30s`. The default applies.");
        return fallback;
    }

    private static string? Word(FieldSet fields, string key)
    {
        if (fields.TakeText(key) is not { } text)
            return null;
        if (text.Value.Length > 0)
            return text.Value;
        fields.Findings.Lapse($"{key}-empty", text.Line, $"`{key}` is empty; name one or remove the field.");
        return null;
    }
}
