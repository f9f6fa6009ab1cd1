using System.Text;

namespace Skills;

/// <summary>The first line of a script that names its own interpreter, such as <c>#!/bin/bash -e</c> or <c>#!/usr/bin/env python3</c>.</summary>
/// <param name="Program">The interpreter's name, without its folder: it is looked up in the host's PATH.</param>
/// <param name="Arguments">Its arguments before the script.</param>
internal sealed record Shebang(string Program, IReadOnlyList<string> Arguments)
{
    private const int MostBytes = 256;

    /// <summary>What a file's first line names; null where it names nothing.</summary>
    public static Shebang? Of(string file)
    {
        Span<byte> start = stackalloc byte[MostBytes];
        using var handle = File.OpenHandle(file);
        var length = RandomAccess.Read(handle, start, fileOffset: 0);
        var line = start[..length];
        if (!line.StartsWith("#!"u8))
            return null;
        var end = line.IndexOf((byte)'\n');
        var words = Encoding.UTF8.GetString(line[2..(end < 0 ? length : end)]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is [var env, .. var named] && NameOf(env) is "env")
            words = [.. named.SkipWhile(word => word.StartsWith('-') || word.Contains('='))];
        return words is [var program, .. var arguments] && NameOf(program) is { Length: > 0 } name ? new Shebang(name, arguments) : null;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
