namespace Skills;

/// <summary>A skill's instructions as the model gets them in one execution.</summary>
/// <param name="Instructions">The body, commands run and placeholders filled in.</param>
/// <param name="Warnings">What the author or user should know.</param>
/// <param name="Commands">The commands that the text asked for.</param>
internal readonly record struct SkillText(string Instructions, IReadOnlyList<string> Warnings, IReadOnlyList<InjectedCommand> Commands)
{
    /// <summary>Prepares a skill's text.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="request">Whose values fill its placeholders.</param>
    /// <param name="arguments">The skill's arguments.</param>
    /// <param name="executionId">The execution's id.</param>
    /// <param name="executor">What the host allows.</param>
    /// <param name="cancellationToken">Ends commands.</param>
    /// <exception cref="OperationCanceledException">The token is cancelled while a command runs.</exception>
    public static ValueTask<SkillText> Of(Skill skill, SkillRequest request, string arguments, string executionId, SkillExecutor executor, CancellationToken cancellationToken)
    {
        // Most skills have nothing to fill in.
        if (executor.Options.Commands is null && arguments.Length is 0 && !skill.Body.Contains('$', StringComparison.Ordinal))
            return ValueTask.FromResult(new SkillText(skill.Body, [], []));
        var scope = request.Scope(skill, arguments, executionId, executor.Time);
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
