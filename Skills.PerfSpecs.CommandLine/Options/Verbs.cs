namespace PerfSpecs.CommandLine;

/// <summary>The verbs of the command line, and groups of them that heed the same options.</summary>
[Flags]
internal enum Verbs
{
    None = 0,
    Run = 1,
    Check = 1 << 1,
    Plan = 1 << 2,
    SelfTest = 1 << 3,
    Explain = 1 << 4,
    Judge = 1 << 5,
    Report = 1 << 6,
    Calibrate = 1 << 7,
    Ratchet = 1 << 8,
    History = 1 << 9,
    Watch = 1 << 10,
    Schema = 1 << 11,
    Completion = 1 << 12,

    /// <summary>They heed what is selected of the specs file.</summary>
    Selecting = Run | Check | Plan | SelfTest | Calibrate | Ratchet | Watch,

    /// <summary>They read the specs file, and show what is wrong with it.</summary>
    Loading = Selecting | Explain | Judge,

    /// <summary>They run workloads.</summary>
    Measuring = Run | SelfTest | Explain | Calibrate | Watch,
}
