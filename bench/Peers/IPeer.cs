namespace Bench;

/// <summary>One way to carry out the scripted task: what is set up once for many tasks is made, what each task needs is not.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Carries the task out, from its first message to its answer. Any number of tasks may be under way at once.</summary>
    /// <returns>The answer's text.</returns>
    Task<string> Run(CancellationToken cancellationToken);
}
