namespace PerfSpecs.SpecFiles;

public sealed partial record SpecFile
{
    /// <summary>The largest file that is read, in bytes; above it something else was named by mistake.</summary>
    public const int LargestFile = 5 * 1024 * 1024;

    /// <summary>Reads the bytes of a specs file. Never throws for what they hold: everything wrong is among the problems.</summary>
    /// <param name="shownPath">The path to show in places.</param>
    /// <param name="utf8">The content, with or without a byte order mark.</param>
    /// <param name="known">The workloads that it may name, their built-in measures included.</param>
    /// <param name="clock">What day it is, for quarantines; null for the system's clock, in UTC.</param>
    /// <param name="machine">The machine whose targets hold; null for this one.</param>
    public static SpecFile Parse(string shownPath, ReadOnlyMemory<byte> utf8, IReadOnlyList<WorkloadInfo> known, TimeProvider? clock = null, Machine? machine = null)
    {
        ArgumentNullException.ThrowIfNull(shownPath);
        ArgumentNullException.ThrowIfNull(known);
        if (utf8.Length > LargestFile)
            return Broken(shownPath, new Problem(ProblemCodes.FileTooLarge, IsError: true, TooLarge, new Location(shownPath, 1, 1)));
        var source = new SourceText(shownPath, SourceEncoding.WithoutMark(utf8));
        if (source.Bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return Broken(shownPath, new Problem(ProblemCodes.NoValue, IsError: true, "the file is empty; begin with { \"specs\": [] }", new Location(shownPath, 1, 1)));
        if (SourceEncoding.Check(source) is { } encoding)
            return Broken(shownPath, encoding);
        var (root, problems) = LocatedReader.Read(source);
        var today = Days.Today(clock);
        return root is null ? Broken(shownPath, problems) : Bind(root, new Reading(source, new MetricCatalogue(known), machine ?? Machine.Here, today));
    }

    private static string TooLarge => "the file is larger than 5 MB, which no file of budgets is; name specs.json itself";

    private static SpecFile Bind(Located root, Reading reading)
    {
        if (root is not Located.Object)
        {
            reading.Error(ProblemCodes.RootKind, root, $"the file holds {root.Kind}, not an object; begin with {{ \"specs\": [] }}");
            return Broken(reading.Source.Path, reading.Problems);
        }

        SpecProperties.Root.TryRead(root, reading, out var fields);
        fields!.TryRead(SpecProperties.Version, out _);
        fields.TryRead(SpecProperties.Schema, out _);
        reading.Machines = fields.Read(SpecProperties.Machines, []);
        var suite = fields.TryRead(SpecProperties.Suite, out var stated) ? ReadSuite(stated) : new SuiteSettings();
        var defaults = fields.TryRead(SpecProperties.Defaults, out var shared) ? SharedSettings.Read(shared, SharedSettings.Initial) : SharedSettings.Initial;
        var entries = ReadEntries(fields, reading, defaults);
        return new SpecFile(reading.Source.Path, suite, [.. entries.SelectMany(entry => entry.Specs)], reading.Problems);
    }

    /// <summary>Reads the entries of <c>specs</c>, each by itself and then beside the others.</summary>
    internal static IReadOnlyList<SpecEntry> ReadEntries(Fields root, Reading reading, SharedSettings defaults)
    {
        var entries = root.Read(SpecProperties.Specs, []).Select(spec => SpecBinder.Bind(spec, defaults)).ToList();
        IdentityChecks.Check(reading, entries);
        ReferenceChecks.CheckCircles(reading, entries);
        ContradictionChecks.Check(reading, entries);
        TagChecks.Check(reading, entries);
        return entries;
    }

    private static SuiteSettings ReadSuite(Fields fields)
    {
        var initial = new SuiteSettings();
        return new SuiteSettings
        {
            FalseAlarmRate = fields.Read(SpecProperties.FalseAlarmRate, initial.FalseAlarmRate),
            InconclusiveFails = fields.Read(SpecProperties.Inconclusive, initial.InconclusiveFails),
            Seed = fields.TryRead(SpecProperties.Seed, out var seed) ? seed : null,
            Runs = fields.Read(SpecProperties.Runs, initial.Runs),
            MaxTime = fields.TryRead(SpecProperties.MaxTime, out var time) ? time : null,
        };
    }

    private static SpecFile Broken(string path, params IReadOnlyList<Problem> problems) => new(path, new SuiteSettings(), [], problems);
}
