using System.Globalization;
using Bogus;

namespace Runner.Workloads;

/// <summary>Writes the files beside SKILL.md: documents of a stated size, now and then scripts, assets and a licence.</summary>
internal static class BundledFiles
{
    private const int MostDocuments = 12;
    private const int TokensOfADocument = 2500;
    private const double TokensPerLine = 11;

    // What a list of files costs a model at activation counts against the saving, as much as the instructions do.
    private const int TokensOfAListing = 60, TokensOfAListedFile = 20;

    /// <summary>Writes documents that, with the instructions and the list of files, come to the stated saving.</summary>
    public static void WriteDocuments(string folder, Phrasebook words, Randomizer random, int bodyTokens, double saving)
    {
        var ratio = saving / (1 - saving);
        var files = Math.Clamp((int)(bodyTokens * ratio / TokensOfADocument) + random.Number(0, 2), 1, MostDocuments);
        var left = ratio * (bodyTokens + TokensOfAListing + (files * TokensOfAListedFile));
        var references = Directory.CreateDirectory(Path.Combine(folder, "references")).FullName;
        for (; files > 0; files--)
        {
            var tokens = files is 1 ? left : left / files * random.Double(0.5, 1.5);
            left -= WriteDocument(references, files, words, random, tokens);
        }
    }

    /// <summary>Writes scripts, assets and a licence as far as the skill has them; none of them is a document.</summary>
    public static void WriteOthers(string folder, Phrasebook words, Randomizer random)
    {
        if (random.Bool(0.35f))
            Write(folder, "LICENSE.txt", Licence(words, random));
        if (random.Bool(0.4f))
        {
            for (var count = random.Number(1, 3); count > 0; count--)
                WriteScript(folder, count, words, random);
        }

        if (random.Bool(0.25f))
            Write(Path.Combine(folder, "assets"), "template.json", Asset(words, random));
    }

    /// <summary>Writes a text as UTF-8 without a byte-order mark.</summary>
    public static void Write(string folder, string file, Draft text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), text.ToString());
    }

    private static double WriteDocument(string folder, int number, Phrasebook words, Randomizer random, double tokens)
    {
        var draft = new Draft(words, random);
        var topic = words.Word('s', random);
        draft.Prose($"# {topic.Replace('-', ' ')}");
        draft.Blank();
        SkillText.Write(draft, TokensPerLine, text => text.Tokens >= tokens, hasPlaceholders: false);
        Write(folder, string.Create(CultureInfo.InvariantCulture, $"{topic}-{number}.md"), draft);
        return draft.Tokens;
    }

    private static void WriteScript(string folder, int number, Phrasebook words, Randomizer random)
    {
        var draft = new Draft(words, random);
        var isShell = random.Bool();
        draft.Code(isShell ? "#!/bin/sh" : "#!/usr/bin/env python3");
        if (isShell)
            CodeBlock.Shell(draft, random.Number(5, 40));
        else
            CodeBlock.Python(draft, random.Number(5, 80));
        Write(Path.Combine(folder, "scripts"), string.Create(CultureInfo.InvariantCulture, $"{words.Word('i', random)}-{number}.{(isShell ? "sh" : "py")}"), draft);
    }

    private static Draft Licence(Phrasebook words, Randomizer random)
    {
        var draft = new Draft(words, random);
        draft.Prose($"Copyright (c) {words.Word('c', random)}");
        draft.Blank();
        SkillText.Write(draft, 25, text => text.Tokens >= 400, hasPlaceholders: false);
        return draft;
    }

    private static Draft Asset(Phrasebook words, Randomizer random)
    {
        var draft = new Draft(words, random);
        CodeBlock.Json(draft, random.Number(5, 60));
        return draft;
    }
}
