using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Skills.Tests;

[TestClass]
public sealed class FileToolsTests
{
    private string _root = "";
    private string _skill = "";
    private string _workspace = "";

    [TestInitialize]
    public void MakeFolders()
    {
        _root = Directory.CreateTempSubdirectory("skills-files-").FullName;
        _skill = Directory.CreateDirectory(Path.Combine(_root, "skill")).FullName;
        _workspace = Directory.CreateDirectory(Path.Combine(_root, "work")).FullName;
        File.WriteAllText(Path.Combine(_root, "secret.txt"), "secret");
    }

    private readonly Notices _notices = new();

    [TestCleanup]
    public void RemoveFolders() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    public async Task A_file_of_the_skill_and_one_of_the_workspace_are_read()
    {
        Write(_skill, "references/a.md", "from the skill");
        Write(_workspace, "b.txt", "from the workspace");
        var tools = Tools();

        Assert.AreEqual("from the skill", await Read(tools, "references/a.md"));
        Assert.AreEqual("from the workspace", await Read(tools, "b.txt"));
        Assert.IsTrue(_notices.HasAny, "each file that is read is told");
        CollectionAssert.AreEqual(new[] { "from the skill", "from the workspace" }, tools.Texts.ToArray());
    }

    [TestMethod]
    [DataRow("../secret.txt", "goes upwards")]
    [DataRow("references/../../secret.txt", "goes upwards")]
    [DataRow("/etc/passwd", "is absolute")]
    [DataRow("~/secret", "is absolute")]
    [DataRow("C:\\secret.txt", "is absolute")]
    [DataRow("..\\secret.txt", "goes upwards")]
    [DataRow("link.txt", "leads out")]
    [DataRow("folder-link/secret.txt", "leads out")]
    [DataRow("missing.txt", "list_files shows")]
    [DataRow("", "missing")]
    public async Task What_lies_outside_is_refused_with_a_reason(string path, string expected)
    {
        File.CreateSymbolicLink(Path.Combine(_skill, "link.txt"), Path.Combine(_root, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_skill, "folder-link"), _root);

        StringAssert.Contains(await Refusal(path), expected);
    }

    [TestMethod]
    public async Task A_file_is_found_by_its_absolute_path_and_by_backslashes()
    {
        Write(_skill, "references/a.md", "text");
        Write(_skill, "odd\\name.md", "a backslash of its own");

        Assert.AreEqual("text", await Read(Tools(), Path.Combine(_skill, "references/a.md")));
        Assert.AreEqual("text", await Read(Tools(), "references\\a.md"));
        Assert.AreEqual("text", await Read(Tools(), "./references/a.md"));
        Assert.AreEqual("a backslash of its own", await Read(Tools(), "odd\\name.md"));
        StringAssert.Contains(await Refusal(Path.Combine(_root, "secret.txt")), "is absolute");
        StringAssert.Contains(await Refusal(_skill + "-other/x"), "is absolute");
    }

    [TestMethod]
    public async Task An_open_file_is_known_by_its_handle_whatever_takes_its_place()
    {
        Write(_skill, "a.md", "text");
        var path = Path.Combine(_skill, "a.md");
        await using var stream = File.OpenRead(path);
        File.Move(path, Path.Combine(_root, "moved.md"));
        File.CreateSymbolicLink(path, Path.Combine(_root, "secret.txt"));

        Assert.IsFalse(RealPath.IsInside(RealPath.Of(_skill)!, OpenFile.PathOf(stream.SafeFileHandle, path)!));
    }

    [TestMethod]
    public async Task A_skill_whose_grants_do_not_name_reading_reads_its_own_folder_alone()
    {
        Write(_skill, "a.md", "of the skill");
        Write(_workspace, "b.txt", "of the workspace");
        var tools = Tools();
        var granted = new ToolGrant(["Bash(git:*)"]).Granted(tools.Read)!;
        Assert.IsNull(new ToolGrant(["Bash(git:*)"]).Granted(tools.List));

        Assert.AreEqual("read_file", granted.Name);
        Assert.AreEqual("of the skill", await granted.InvokeAsync(new AIFunctionArguments { ["path"] = "a.md" }));
        await Assert.ThrowsAsync<IOException>(async () => await granted.InvokeAsync(new AIFunctionArguments { ["path"] = "b.txt" }));
        CollectionAssert.AreEqual(new[] { "of the skill" }, tools.Texts.ToArray(), "what it reads is noted as well");
    }

    [TestMethod]
    public void Grants_are_read_as_published_skills_write_them()
    {
        var tools = Tools();
        var search = AIFunctionFactory.Create(() => "", "search");
        IReadOnlyList<AIFunction> offered = [tools.Read, tools.List, search];

        Assert.AreEqual("read_file list_files search", Names(["*"]));
        Assert.AreEqual("read_file", Names([]));
        Assert.AreEqual("read_file search", Names(["mcp__files__search"]));
        Assert.AreEqual("read_file", Names(["mcp__files__list_files"]), "a server's tool is not the engine's own");
        Assert.AreEqual("read_file list_files", Names(["Read(docs/**)", "Glob"]));
        CollectionAssert.AreEqual(
            new[]
            {
                "`allowed-tools` names \"WebFetch\", which is no tool here. The skill may not be able to do its task.",
                "`allowed-tools` restricts read_file by the pattern \"Read(docs/**)\". The pattern is not held: the tool is granted as a whole.",
                "`allowed-tools` names \"Bash(git:*)\", which is no tool here. The skill may not be able to do its task.",
            },
            ToolGrant.Warnings(offered, ["WebFetch", "Read(docs/**)", "search", "*", "Bash(git:*)"], runsCommands: false).ToArray());
        Assert.IsEmpty(ToolGrant.Warnings(offered, ["Bash(git:*)"], runsCommands: true));

        string Names(IReadOnlyList<string> allowed) => string.Join(' ', offered.Select(new ToolGrant(allowed).Granted).OfType<AIFunction>().Select(tool => tool.Name));
    }

    [TestMethod]
    public async Task A_line_of_any_length_comes_whole_in_pieces()
    {
        var line = string.Concat(Enumerable.Range(0, 3_000).Select(i => i % 10 is 9 ? "😀" : $"{i} "));
        Write(_skill, "long.txt", $"first\n{line}\nlast\n");
        var tools = new FileTools(Skill(), _workspace, new SkillExecutorOptions { FilePieceCharacters = 1_000 }, TimeProvider.System, _notices);

        var read = "";
        for (var arguments = new AIFunctionArguments { ["path"] = "long.txt" }; ;)
        {
            var piece = (string)(await tools.Read.InvokeAsync(arguments))!;
            var at = piece.LastIndexOf("[", StringComparison.Ordinal);
            var pointer = at >= 0 && piece.EndsWith(']') ? piece[at..] : "";
            read += pointer.StartsWith("[Characters", StringComparison.Ordinal) ? piece[..(at - 1)] : piece[..^pointer.Length];
            if (pointer.Length is 0)
                break;
            arguments = new AIFunctionArguments { ["path"] = "long.txt" };
            foreach (System.Text.RegularExpressions.Match next in System.Text.RegularExpressions.Regex.Matches(pointer, @"(from|character)=(\d+)"))
                arguments[next.Groups[1].Value] = next.Groups[2].Value;
        }

        Assert.AreEqual($"first\n{line}\nlast\n", read);
    }

    [TestMethod]
    public async Task Thousands_of_files_are_listed_in_order_and_in_pieces()
    {
        for (var i = 0; i < 2_500; i++)
            Write(_workspace, $"d{i % 3}/{i:0000}.txt", "x");
        var expected = Directory.EnumerateFiles(_workspace, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_workspace, file)).Order(StringComparer.Ordinal).ToList();

        var listed = new List<string>();
        for (var from = 1; from > 0;)
        {
            var lines = ((string)(await Tools().List.InvokeAsync(new AIFunctionArguments { ["path"] = ".", ["from"] = from }))!).Split('\n');
            listed.AddRange(lines.Where(line => line.StartsWith("- d", StringComparison.Ordinal)).Select(line => line[2..line.IndexOf(' ', 2)]));
            from = lines.FirstOrDefault(line => line.StartsWith('[')) is { } pointer ? int.Parse(pointer[(pointer.IndexOf('=') + 1)..pointer.LastIndexOf(',')], System.Globalization.CultureInfo.InvariantCulture) : 0;
        }

        CollectionAssert.AreEqual(expected, listed);
    }

    [TestMethod]
    public async Task A_link_within_the_skill_is_followed()
    {
        Write(_skill, "a.md", "text");
        File.CreateSymbolicLink(Path.Combine(_skill, "b.md"), Path.Combine(_skill, "a.md"));

        Assert.AreEqual("text", await Read(Tools(), "b.md"));
    }

    [TestMethod]
    public async Task Lines_are_read_by_their_numbers()
    {
        Write(_skill, "a.md", "one\ntwo\nthree\nfour\n");
        var tools = Tools();

        Assert.AreEqual("two\nthree\n", await Read(tools, "a.md", 2, 3));
        Assert.AreEqual("four\n", await Read(tools, "a.md", 4));
        StringAssert.Contains(await Refusal("a.md", 5), "fewer than 5 lines");
        StringAssert.Contains(await Refusal("a.md", 3, 2), "at least");
    }

    [TestMethod]
    public async Task A_large_file_comes_whole_in_pieces_that_say_how_to_go_on()
    {
        var lines = Enumerable.Range(1, 1000).Select(i => $"line {i}").ToList();
        Write(_skill, "large.md", string.Join('\n', lines));
        var tools = new FileTools(Skill(), _workspace, new SkillExecutorOptions { FilePieceCharacters = 500 }, TimeProvider.System, _notices);

        var read = new List<string>();
        for (int? from = 1; from is { } next;)
        {
            var piece = await Read(tools, "large.md", next);
            var pieceLines = piece.Split('\n');
            var pointer = pieceLines[^1].StartsWith('[') ? pieceLines[^1] : null;
            read.AddRange(pointer is null ? pieceLines : pieceLines[..^1]);
            from = pointer is null ? null : int.Parse(pointer[(pointer.LastIndexOf('=') + 1)..].TrimEnd(']', '.'), System.Globalization.CultureInfo.InvariantCulture);
        }

        CollectionAssert.AreEqual(lines, read);
    }

    [TestMethod]
    public async Task A_file_asked_for_again_is_answered_by_a_reference_until_it_changes()
    {
        Write(_skill, "a.md", "text");
        var tools = Tools();
        await Read(tools, "a.md");

        StringAssert.Contains(await Read(tools, "a.md"), "has not changed");

        Write(_skill, "a.md", "other text");
        Assert.AreEqual("other text", await Read(tools, "a.md"));
    }

    [TestMethod]
    public async Task What_is_too_large_or_no_text_or_a_folder_is_refused()
    {
        Write(_skill, "a.md", new string('x', 2000));
        File.WriteAllBytes(Path.Combine(_skill, "b.bin"), [0xFF, 0xFE, 0x00]);
        Directory.CreateDirectory(Path.Combine(_skill, "references"));

        StringAssert.Contains(await Refusal("a.md", options: new SkillExecutorOptions { MaxFileBytes = 1000 }), "2,000 bytes");
        StringAssert.Contains(await Refusal("b.bin"), "not UTF-8 text (byte 0)");
        StringAssert.Contains(await Refusal("references"), "is a folder");
    }

    [TestMethod]
    public async Task A_pipe_is_not_opened()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Windows has no named pipes in folders.");
        using (var make = Process.Start("mkfifo", Path.Combine(_skill, "pipe")))
            await make.WaitForExitAsync();

        StringAssert.Contains(await Read(Tools(), "pipe"), "is empty");
    }

    [TestMethod]
    public async Task A_listing_shows_both_folders_and_no_links()
    {
        Write(_skill, "SKILL.md", "x");
        Write(_skill, "references/a.md", "xy");
        Write(_workspace, ".git/config", "x");
        Write(_workspace, "b.txt", "xyz");
        File.CreateSymbolicLink(Path.Combine(_skill, "link.txt"), Path.Combine(_root, "secret.txt"));

        var listing = (string?)await Tools().List.InvokeAsync([]);

        Assert.AreEqual("skill:\n- SKILL.md (1 bytes)\n- references/a.md (2 bytes)\nworkspace:\n- b.txt (3 bytes)\n", listing);
    }

    private Skill Skill() => Scripted.Skill with { Directory = _skill };

    private FileTools Tools() => new(Skill(), _workspace, new SkillExecutorOptions(), TimeProvider.System, _notices);

    private static void Write(string folder, string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static async Task<string> Read(FileTools tools, string path, int? from = null, int? to = null)
    {
        var arguments = new AIFunctionArguments { ["path"] = path };
        if (from is not null)
            arguments["from"] = from;
        if (to is not null)
            arguments["to"] = to;
        return (string)(await tools.Read.InvokeAsync(arguments))!;
    }

    private async Task<string> Refusal(string path, int? from = null, int? to = null, SkillExecutorOptions? options = null)
    {
        var tools = new FileTools(Skill(), _workspace, options ?? new SkillExecutorOptions(), TimeProvider.System, _notices);
        var exception = await Assert.ThrowsAsync<Exception>(() => Read(tools, path, from, to));
        return exception.Message;
    }
}
