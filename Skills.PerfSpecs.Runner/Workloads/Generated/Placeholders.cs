namespace Runner.Workloads;

/// <summary>Writes what preprocessing fills in: arguments, folders, session, user and date, in prose, in lists and in code.</summary>
internal static class Placeholders
{
    private static readonly string[] Lines =
    [
        "Task: $ARGUMENTS",
        "Take `$0` as the input and `$1` as the output; without a second argument write beside the first.",
        "Compare $ARGUMENTS[0] with $ARGUMENTS[1], and say so if either is missing.",
        "Work in `${WORKSPACE}` and nowhere else; the skill's own files are in `${SKILL_DIR}`.",
        "Read `${SKILL_DIR}/references/` before the first change.",
        "Sign the report with ${USER} and ${DATE}, and file it under `${SESSION_ID}`.",
        "The amounts are in US dollars ($100 and more), and `${TEAM_NAME}` is for the host to define.",
    ];

    private static readonly string[] Commands =
    [
        "sh \"${SKILL_DIR}/scripts/check.sh\" \"$ARGUMENTS\"",
        "python3 \"${SKILL_DIR}/scripts/convert.py\" $0 --to $1",
        "mkdir -p \"${WORKSPACE}/out/${DATE}\"",
        "cp \"${SKILL_DIR}/assets/template.json\" \"${WORKSPACE}/$1\"",
        "echo \"${USER} ${SESSION_ID}\" >> \"${WORKSPACE}/log.txt\"",
    ];

    /// <summary>A line or a block with between one and nine placeholders.</summary>
    public static void Write(Draft draft)
    {
        if (draft.Random.Bool())
        {
            draft.Code(draft.Random.ArrayElement(Lines));
        }
        else
        {
            draft.Code("```bash");
            for (var count = draft.Random.Number(1, 3); count > 0; count--)
                draft.Code(draft.Random.ArrayElement(Commands));
            draft.Code("```");
        }

        draft.Blank();
    }
}
