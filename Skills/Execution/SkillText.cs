namespace Skills;

/// <summary>A skill's instructions as the model gets them in one execution.</summary>
/// <param name="Instructions">The body, commands run and placeholders filled in.</param>
/// <param name="Warnings">What the author or user should know.</param>
/// <param name="Commands">The commands that the text asked for.</param>
internal sealed record SkillText(string Instructions, IReadOnlyList<string> Warnings, IReadOnlyList<InjectedCommand> Commands)
{
    /// <summary>Prepares a skill's text.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled while a command runs.</exception>
    public static ValueTask<SkillText> Of(Skill skill, SubstitutionScope scope, SkillExecutor executor, CancellationToken cancellationToken)
    {
        if (executor.Options.Commands is { } commands && skill.Body.Contains("!`", StringComparison.Ordinal))
            return WithCommands(skill, scope, commands, executor.Time, cancellationToken);
        var plain = Preprocessor.Substitute(skill.Body, scope);
        return ValueTask.FromResult(new SkillText(plain.Text, plain.Warnings, []));
    }

    private static async ValueTask<SkillText> WithCommands(Skill skill, SubstitutionScope scope, CommandOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var (commands, insertions) = await CommandInjection.Run(skill, scope, options, time, cancellationToken);
        var prepared = Preprocessor.SubstituteAround(skill.Body, scope, insertions);
        return new SkillText(prepared.Text, prepared.Warnings, commands);
    }
}
