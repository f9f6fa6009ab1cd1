using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace PerfSpecs.Running;

/// <summary>Finds where a function is written, from the symbols beside its assembly.</summary>
internal static class CodeLocation
{
    /// <summary>The first line of a function's body; null where no symbols tell it.</summary>
    /// <param name="code">The function. One that this library has wrapped around a user's counts as the user's.</param>
    public static Location? Of(Delegate? code)
    {
        if (code is null)
            return null;
        try
        {
            return Find(Body(Written(code).Method));
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Delegate Written(Delegate code)
    {
        while (code.Method.Module.Assembly == typeof(CodeLocation).Assembly
            && code.Target?.GetType().GetFields().Select(field => field.GetValue(code.Target)).OfType<Delegate>().FirstOrDefault() is { } inner)
        {
            code = inner;
        }

        return code;
    }

    /// <summary>The method that holds the statements: of an asynchronous function or an iterator its state machine's.</summary>
    private static MethodInfo Body(MethodInfo method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) ?? method;

    private static Location? Find(MethodInfo method)
    {
        if (PathOf(method.Module) is not { Length: > 0 } path || !File.Exists(path))
            return null;
        using var image = new PEReader(File.OpenRead(path));
        if (!image.TryOpenAssociatedPortablePdb(path, Open, out var provider, out _))
            return null;
        using (provider)
        {
            var symbols = provider!.GetMetadataReader();
            var handle = (MethodDefinitionHandle)MetadataTokens(method);
            var points = symbols.GetMethodDebugInformation(handle).GetSequencePoints();
            var first = points.FirstOrDefault(point => !point.IsHidden);
            return first.Document.IsNil ? null : new Location(symbols.GetString(symbols.GetDocument(first.Document).Name), first.StartLine, first.StartColumn);
        }
    }

    private static Stream? Open(string path) => File.Exists(path) ? File.OpenRead(path) : null;

    private static EntityHandle MetadataTokens(MethodInfo method) => System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(method.MetadataToken);

    // A program in one file has no path of an assembly, and then there are no symbols to read.
#pragma warning disable IL3000
    private static string PathOf(Module module) => module.Assembly.Location;
#pragma warning restore IL3000
}
