namespace PerfSpecs.SpecFiles;

/// <summary>The codes of what can be wrong with budgets, each with one meaning. A code never changes between versions.</summary>
internal static class ProblemCodes
{
    /// <summary>No specs file was found.</summary>
    public const string FileMissing = "PS101";

    /// <summary>The specs file is empty.</summary>
    public const string NoValue = "PS102";

    /// <summary>The file is not UTF-8.</summary>
    public const string Encoding = "PS104";

    /// <summary>The text is not JSON at this place.</summary>
    public const string Syntax = "PS107";

    /// <summary>A brace or bracket is not closed.</summary>
    public const string Unclosed = "PS108";

    /// <summary>The file holds the markers of a merge conflict.</summary>
    public const string MergeConflict = "PS109";

    /// <summary>The file is not one JSON object.</summary>
    public const string RootKind = "PS110";

    /// <summary>A property is not known.</summary>
    public const string UnknownProperty = "PS111";

    /// <summary>A property is written in the wrong case.</summary>
    public const string WrongCase = "PS112";

    /// <summary>One object has two properties of one name.</summary>
    public const string DuplicateName = "PS113";

    /// <summary>Two specs have one id.</summary>
    public const string DuplicateId = "PS114";

    /// <summary>Two ids look alike, or one holds an invisible character.</summary>
    public const string AlikeIds = "PS115";

    /// <summary>An id or a tag is empty, too long, or holds a character that breaks test filters.</summary>
    public const string InvalidName = "PS116";

    /// <summary>A required property is missing.</summary>
    public const string Missing = "PS117";

    /// <summary>A metric, reference, statistic, parameter, machine or word is not known.</summary>
    public const string UnknownName = "PS118";

    /// <summary>The metric does not have this statistic.</summary>
    public const string UnsuitableStatistic = "PS119";

    /// <summary>A number has no unit.</summary>
    public const string UnitMissing = "PS120";

    /// <summary>A target has no operator.</summary>
    public const string OperatorMissing = "PS121";

    /// <summary>A target's operator is not one of four.</summary>
    public const string UnknownOperator = "PS122";

    /// <summary>A unit or a reference measures something else than the metric.</summary>
    public const string WrongDimension = "PS123";

    /// <summary>A unit has two meanings.</summary>
    public const string AmbiguousUnit = "PS124";

    /// <summary>A unit is not known.</summary>
    public const string UnknownUnit = "PS125";

    /// <summary>Nothing, or everything, lies within a bound of 0 or less.</summary>
    public const string PointlessBound = "PS126";

    /// <summary>A number is NaN or infinite.</summary>
    public const string NotFinite = "PS127";

    /// <summary>A number is too large to compute with.</summary>
    public const string Overflow = "PS128";

    /// <summary>A duration is below the resolution of any clock.</summary>
    public const string TooFine = "PS129";

    /// <summary>A value is of another kind than its property takes.</summary>
    public const string WrongKind = "PS130";

    /// <summary>samples is outside its range.</summary>
    public const string SamplesOutOfRange = "PS131";

    /// <summary>A number or duration is outside its range.</summary>
    public const string OutOfRange = "PS132";

    /// <summary>The samples are too few for a verdict.</summary>
    public const string Unreachable = "PS133";

    /// <summary>confidence is outside its range.</summary>
    public const string ConfidenceOutOfRange = "PS134";

    /// <summary>falseAlarmRate is outside its range.</summary>
    public const string FalseAlarmOutOfRange = "PS135";

    /// <summary>A rate has a target above 100 %.</summary>
    public const string RateAboveOne = "PS136";

    /// <summary>A duration mixes units.</summary>
    public const string MixedUnits = "PS137";

    /// <summary>A number has a separator in it.</summary>
    public const string Separator = "PS138";

    /// <summary>params is not a list of combinations that can be run.</summary>
    public const string Parameters = "PS139";

    /// <summary>No target is for this machine.</summary>
    public const string NoMachine = "PS140";

    /// <summary>A reference is missing, leads to itself, or does not go with the unit.</summary>
    public const string Reference = "PS141";

    /// <summary>A quarantine does not hold: it has expired, or gives no reason.</summary>
    public const string Quarantine = "PS142";

    /// <summary>The file is of another version.</summary>
    public const string Version = "PS143";

    /// <summary>Objects and lists nest too deeply.</summary>
    public const string Nesting = "PS144";

    /// <summary>The file is larger than 5 MB.</summary>
    public const string FileTooLarge = "PS145";

    /// <summary>The file cannot be read.</summary>
    public const string FileUnreadable = "PS146";

    /// <summary>The file lists more than is read.</summary>
    public const string TooMany = "PS147";

    /// <summary>A mean has no max, or another statistic has one.</summary>
    public const string Maximum = "PS148";

    /// <summary>A number is missing, or is no number.</summary>
    public const string NotANumber = "PS149";

    /// <summary>Something follows the unit.</summary>
    public const string TrailingText = "PS150";

    /// <summary>A text is empty.</summary>
    public const string EmptyText = "PS151";

    /// <summary>A text is not a day.</summary>
    public const string NotADay = "PS152";

    /// <summary>Warning: the target fails when the metric improves.</summary>
    public const string WrongDirection = "PS201";

    /// <summary>Warning: two specs cannot both pass.</summary>
    public const string Contradiction = "PS202";

    /// <summary>Warning: the target is more than ten times the last measured value.</summary>
    public const string LooseTarget = "PS203";

    /// <summary>Warning: the target lies within the range of the last measured value.</summary>
    public const string TargetInNoise = "PS204";

    /// <summary>Warning: a tag that is used once resembles a frequent one.</summary>
    public const string RareTag = "PS206";

    /// <summary>Two workloads in code have one name.</summary>
    public const string DuplicateWorkload = "PS301";

    /// <summary>A workload in code declares a measure or a parameter twice.</summary>
    public const string DuplicateMember = "PS302";

    /// <summary>The name of a workload, measure or parameter in code breaks test filters.</summary>
    public const string InvalidCodeName = "PS303";

    /// <summary>The code of a workload or of its setup cannot be run or awaited.</summary>
    public const string UnusableWork = "PS304";

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        new(FileMissing, "No specs file was found.",
            new CodeExample.Other("`check --specs none.json`"),
            """Create the file with `{ "specs": [] }` in it, or name another with `--specs`. Budgets in code need no file."""),
        new(NoValue, "The specs file is empty.",
            new CodeExample.File(""),
            """Begin with `{ "specs": [] }`."""),
        new(Encoding, "The file is not UTF-8.",
            new CodeExample.Other("a file that was saved as UTF-16 or Latin-1"),
            "Save the file as UTF-8; the message names the first byte that is wrong."),
        new(Syntax, "The text is not JSON at this place.",
            new CodeExample.File("""{ "specs": [ { 'metric': 1 } ] }"""),
            "Write names and texts in double quotes and a comma between values. Comments and trailing commas are accepted."),
        new(Unclosed, "A brace or bracket is not closed.",
            new CodeExample.File("""{ "specs": [ """),
            "Close the brace or bracket that the message points to."),
        new(MergeConflict, "The file holds the markers of a merge conflict.",
            new CodeExample.File("<<<<<<< ours\n{ \"specs\": [] }\n=======\n{ }\n>>>>>>> theirs"),
            "Keep one side and delete the lines of the markers."),
        new(RootKind, "The file is not one JSON object.",
            new CodeExample.File("[]"),
            """Begin with `{ "specs": [] }`."""),
        new(UnknownProperty, "A property is not known.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "sampels": 100 }"""),
            "Use a property of [specs.json](specs-json.md); the message proposes the nearest."),
        new(WrongCase, "A property is written in the wrong case.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "Samples": 100 }"""),
            "Write it as the message says: names are case-sensitive."),
        new(DuplicateName, "One object has two properties of one name.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "target": "p95 < 6 ms" }"""),
            "Keep one of them; the message names both places."),
        new(DuplicateId, "Two specs have one id.",
            new CodeExample.Specs(
                """{ "metric": "iteration/duration", "target": "p95 < 5 ms" }""",
                """{ "metric": "iteration/duration", "target": "median < 3 ms" }"""),
            "Give one of them an `id` of its own. Budgets in the file and in code share their ids."),
        new(AlikeIds, "Two ids look alike, or one holds an invisible character.",
            new CodeExample.Specs(
                """{ "id": "cold", "metric": "iteration/duration", "target": "p95 < 5 ms" }""",
                """{ "id": "Cold", "metric": "iteration/duration", "target": "median < 3 ms" }"""),
            "Rename one of them, or delete the invisible character."),
        new(InvalidName, "An id or a tag is empty, too long, or holds a character that breaks test filters.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "id": "a|b" }"""),
            "Use at most 120 letters, digits and `-` `_` `.` `/`."),
        new(Missing, "A required property is missing.",
            new CodeExample.File("""{ "specs": [ { "id": "fast" } ] }"""),
            "Add what the message lists."),
        new(UnknownName, "A metric, reference, statistic, parameter, machine or word is not known.",
            new CodeExample.Specs("""{ "metric": "iteration/durations", "target": "p95 < 5 ms" }"""),
            "Use one of the names that the message lists; it proposes the nearest."),
        new(UnsuitableStatistic, "The metric does not have this statistic.",
            new CodeExample.Specs("""{ "metric": "context/initial-lines", "target": "p95 <= 500 lines" }"""),
            "Use `exact` for what never varies, `rate` for successes, and a quantile, the median or the mean for the rest."),
        new(UnitMissing, "A number has no unit.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 500" }"""),
            "Add the unit, such as `500 ms`."),
        new(OperatorMissing, "A target has no operator.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 500 ms" }"""),
            "Add `<`, `<=`, `>` or `>=`; the message proposes the metric's own."),
        new(UnknownOperator, "A target's operator is not one of four.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 =< 500 ms" }"""),
            "Write `<`, `<=`, `>` or `>=`."),
        new(WrongDimension, "A unit or a reference measures something else than the metric.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 MB" }"""),
            "Use a unit of the metric's dimension, and a reference of the same."),
        new(AmbiguousUnit, "A unit has two meanings.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 m" }"""),
            "Write it out, such as `ms` or `min`."),
        new(UnknownUnit, "A unit is not known.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 msec" }"""),
            "Use one of the units that the message lists."),
        new(PointlessBound, "Nothing, or everything, lies within a bound of 0 or less.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 0 ms" }"""),
            "State a bound above 0."),
        new(NotFinite, "A number is NaN or infinite.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < NaN ms" }"""),
            "State a finite number."),
        new(Overflow, "A number is too large to compute with.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 1e999 ms" }"""),
            "State a smaller number, or a larger unit."),
        new(TooFine, "A duration is below the resolution of any clock.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 0.05 ns" }"""),
            "State at least 0.1 ns."),
        new(WrongKind, "A value is of another kind than its property takes.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "samples": "100" }"""),
            "Write the kind of value that the message names: a number without quotes, a text with them."),
        new(SamplesOutOfRange, "`samples` is outside its range.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "samples": 0 }"""),
            "Write a whole number from 1 to 1,000,000."),
        new(OutOfRange, "A number or duration is outside its range.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "launches": 500 }"""),
            "Write a value within the range that the message states."),
        new(Unreachable, "The samples are too few for a verdict.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "samples": 20 }"""),
            "Raise `samples` to the number that the message states."),
        new(ConfidenceOutOfRange, "`confidence` is outside its range.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "confidence": 95 }"""),
            """Write a share between 0 and 1, such as `"99%"` or `0.99`."""),
        new(FalseAlarmOutOfRange, "`falseAlarmRate` is outside its range.",
            new CodeExample.File("""{ "suite": { "falseAlarmRate": 0 }, "specs": [] }"""),
            "Write a share above 0 % and at most 50 %."),
        new(RateAboveOne, "A rate has a target above 100 %.",
            new CodeExample.Specs("""{ "metric": "iteration/success", "target": "rate >= 101 %" }"""),
            "State at most `100 %`."),
        new(MixedUnits, "A duration mixes units.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 1m30" }"""),
            "Write one number with one unit, such as `90 s`."),
        new(Separator, "A number has a separator in it.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 1,5 ms" }"""),
            "Write a decimal point, and nothing between thousands."),
        new(Parameters, "`params` is not a list of combinations that can be run.",
            new CodeExample.Specs("""{ "metric": "orchestrator/duration", "target": "p95 < 5 ms", "params": { "concurrency": [] } }"""),
            "Name a parameter with one value or a flat list of different values; at most 1,000 combinations."),
        new(NoMachine, "No target is for this machine.",
            new CodeExample.File("""{ "machines": { "ci": { "cores": 4096 } }, "specs": [ { "metric": "iteration/duration", "targets": """ +
                """{ "ci": "p95 < 5 ms" } } ] }"""),
            "Describe the machine in `machines`, or add a `target` for all others."),
        new(Reference, "A reference is missing, leads to itself, or does not go with the unit.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "median <= 3 x" }"""),
            "Add `reference` to a target in `x`, and to no other; remove one reference of a circle."),
        new(Quarantine, "A quarantine does not hold: it has expired, or gives no reason.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "< 5 ms", "quarantine": { "until": "2027-01-15" } }"""),
            "Give a `reason`, and a later day or none. Days are days of UTC."),
        new(Version, "The file is of another version.",
            new CodeExample.File("""{ "version": 2, "specs": [] }"""),
            "Use the PerfSpecs that the file was written for, or a newer one."),
        new(Nesting, "Objects and lists nest too deeply.",
            new CodeExample.File(new string('[', 65)),
            "Name a file of budgets: it needs five levels."),
        new(FileTooLarge, "The file is larger than 5 MB.",
            new CodeExample.Other("a specs file of 6 MB"),
            "Name a file of budgets; another file was named by mistake."),
        new(FileUnreadable, "The file cannot be read.",
            new CodeExample.Other("a specs file that another program holds open, or that this user may not read"),
            "Close the other program, or change the file's permissions."),
        new(TooMany, "The file lists more than is read.",
            new CodeExample.Other("a specs file of more than 200,000 values, or 10,000 specs"),
            "Split the file; the message states the limit."),
        new(Maximum, "A mean has no `max`, or another statistic has one.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "mean < 5 ms" }"""),
            "Add `max`, the largest value that one sample can have, or use the median or a quantile. Remove it " +
                "where the target is not of the mean."),
        new(NotANumber, "A number is missing, or is no number.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < fast" }"""),
            "Write a number and a unit, such as `500 ms`."),
        new(TrailingText, "Something follows the unit.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms or so" }"""),
            "Write one statistic, one operator, one number and one unit."),
        new(EmptyText, "A text is empty.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "title": "" }"""),
            "Write a text, or remove the property."),
        new(NotADay, "A text is not a day.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 < 5 ms", "quarantine": { "reason": "moved", """ +
                "\"until\": \"15.1.2027\" } }"),
            "Write a day as `2027-01-15`."),
        new(WrongDirection, "Warning: the target fails when the metric improves.",
            new CodeExample.Specs("""{ "metric": "iteration/duration", "target": "p95 > 5 ms" }"""),
            "Turn the operator, or accept the warning."),
        new(Contradiction, "Warning: two specs cannot both pass.",
            new CodeExample.Specs(
                """{ "id": "a", "metric": "iteration/throughput", "target": "median >= 5 /s" }""",
                """{ "id": "b", "metric": "iteration/throughput", "target": "median < 4 /s" }"""),
            "Change one of the targets."),
        new(LooseTarget, "Warning: the target is more than ten times the last measured value.",
            new CodeExample.Other("a target of 500 ms where the last run measured 5 ms"),
            "Tighten the target; `calibrate` proposes one."),
        new(TargetInNoise, "Warning: the target lies within the range of the last measured value.",
            new CodeExample.Other("a target of 50 ms where the last run measured 40 ms to 60 ms"),
            "Take more samples, or leave more room."),
        new(RareTag, "Warning: a tag that is used once resembles a frequent one.",
            new CodeExample.Specs(
                """{ "id": "a", "metric": "iteration/duration", "target": "p95 < 5 ms", "tags": ["guard"] }""",
                """{ "id": "b", "metric": "iteration/duration", "target": "p95 < 5 ms", "tags": ["guard"] }""",
                """{ "id": "c", "metric": "iteration/duration", "target": "p95 < 5 ms", "tags": ["gaurd"] }"""),
            "Correct the tag, or accept the warning."),
        new(DuplicateWorkload, "Two workloads in code have one name.",
            new CodeExample.Other("""`workload("sort", ...), workload("sort", ...)`"""),
            "Rename one of them: metrics are named after their workload."),
        new(DuplicateMember, "A workload in code declares a measure or a parameter twice.",
            new CodeExample.Other("""`measures: [measure("duration", ...)]`"""),
            "Rename it; `duration`, `allocated`, `gc.gen0`, `gc.gen1`, `gc.gen2`, `throughput` and `success` belong to every workload."),
        new(InvalidCodeName, "The name of a workload, measure or parameter in code breaks test filters.",
            new CodeExample.Other("""`workload("My Workload", ...)`"""),
            "Use letters, digits and `-` `_` `.`, and `/` between the parts of a workload's name; the message proposes a name."),
        new(UnusableWork, "The code of a workload or of its setup cannot be run or awaited.",
            new CodeExample.Other("""`workload<Task>("sort", null!)`"""),
            "Pass a lambda that returns its value, or one that is awaited; the message names what it returned. docs/workloads.md lists what is awaited."),
    ];
}
