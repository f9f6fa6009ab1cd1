namespace PerfSpecs.SpecFiles;

/// <summary>One thing that is wrong within a short text such as a target.</summary>
/// <param name="Code">The code, such as <c>PS120</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Start">Where it begins: an index into the text.</param>
/// <param name="Length">How many UTF-16 units it takes; may be 0 where something is missing.</param>
/// <param name="Known">What is known instead; null where nothing is to be listed.</param>
public sealed record TextProblem(string Code, string Message, int Start, int Length, string? Known = null);
