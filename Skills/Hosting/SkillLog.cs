using Microsoft.Extensions.Logging;

namespace Skills;

/// <summary>What is logged of executions; never what was said in them.</summary>
internal static partial class SkillLog
{
    [LoggerMessage(1, LogLevel.Information, "Execution {ExecutionId} of skill \"{Skill}\" begins.")]
    public static partial void Started(ILogger logger, string executionId, string skill);

    [LoggerMessage(2, LogLevel.Information, "Execution {ExecutionId} has ended: {Outcome}.")]
    public static partial void Ended(ILogger logger, string executionId, string outcome, Exception? exception);

    [LoggerMessage(3, LogLevel.Warning, "Execution {ExecutionId}: the tool {Tool} has failed (refused: {IsRefused}).")]
    public static partial void ToolFailed(ILogger logger, string executionId, string tool, bool isRefused);

    [LoggerMessage(4, LogLevel.Warning, "Execution {ExecutionId}: {Message}")]
    public static partial void Warned(ILogger logger, string executionId, string message);

    [LoggerMessage(5, LogLevel.Information, "Execution {ExecutionId}: the command `{Command}` of the skill's text: exit code {ExitCode}, refused: {Refused}.")]
    public static partial void CommandInjected(ILogger logger, string executionId, string command, int? exitCode, string? refused);
}
