using Microsoft.Extensions.Logging;

namespace Skills;

/// <summary>What is logged of executions; never what was said in them.</summary>
internal static partial class SkillLog
{
    [LoggerMessage(1, LogLevel.Information, "Execution {ExecutionId} of skill \"{Skill}\" begins.")]
    public static partial void Started(ILogger logger, string executionId, string skill);

    [LoggerMessage(2, LogLevel.Information, "Execution {ExecutionId} has ended: {Outcome}.")]
    public static partial void Ended(ILogger logger, string executionId, string outcome);

    [LoggerMessage(6, LogLevel.Error, "Execution {ExecutionId} has failed by {ErrorType}: {Reason}")]
    public static partial void Failed(ILogger logger, string executionId, string? errorType, string reason);

    [LoggerMessage(7, LogLevel.Information, "Execution {ExecutionId}: a call of {Tool} was decided on: allowed {IsAllowed}, by a person: {ByPerson}.")]
    public static partial void Decided(ILogger logger, string executionId, string tool, bool isAllowed, bool byPerson);

    [LoggerMessage(3, LogLevel.Warning, "Execution {ExecutionId}: the tool {Tool} has failed (refused: {IsRefused}).")]
    public static partial void ToolFailed(ILogger logger, string executionId, string tool, bool isRefused);

    [LoggerMessage(4, LogLevel.Warning, "Execution {ExecutionId}: {Message}")]
    public static partial void Warned(ILogger logger, string executionId, string message);

    [LoggerMessage(5, LogLevel.Information, "Execution {ExecutionId}: the command `{Command}` of the skill's text: exit code {ExitCode}, refused: {Refused}.")]
    public static partial void CommandInjected(ILogger logger, string executionId, string command, int? exitCode, string? refused);
}
