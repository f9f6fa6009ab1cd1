namespace Mutants;

/// <summary>One change.</summary>
/// <param name="Name">What it breaks.</param>
/// <param name="File">The file, from the repository's root.</param>
/// <param name="From">Text that the file holds once.</param>
/// <param name="To">What is put there.</param>
internal sealed record Mutant(string Name, string File, string From, string To);
