namespace Runner.Workloads;

/// <summary>A skill that was generated on disk.</summary>
/// <param name="Folder">The skill's folder, as a full path.</param>
/// <param name="Name">The skill's name, which is the folder's: lower-case ASCII letters, digits and hyphens, 64 characters at most.</param>
/// <param name="HasDocuments">Whether there are supporting documents in <c>references/</c>. Scripts, assets and a licence are no documents.</param>
public sealed record GeneratedSkill(string Folder, string Name, bool HasDocuments);
