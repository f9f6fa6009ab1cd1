using CsCheck;

namespace Skills.Tests;

[TestClass]
public sealed class PreprocessorTests
{
    private static readonly SubstitutionScope Scope = new()
    {
        Arguments = "one \"two words\" three",
        SessionId = "s-1",
        SkillDirectory = "/skills/demo",
        Workspace = "/work space",
        User = "jane",
        Date = new DateOnly(2026, 3, 31),
        Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["USER"] = "custom", ["TEAM_2"] = "blue" },
    };

    [TestMethod]
    [DataRow("<$ARGUMENTS>", "<one \"two words\" three>")]
    [DataRow("$ARGUMENTS[0]|$ARGUMENTS[1]", "one|two words")]
    [DataRow("$0, $1 and $2.", "one, two words and three.")]
    [DataRow("$0 ${SESSION_ID} ${CLAUDE_SESSION_ID}", "one s-1 s-1")]
    [DataRow("$0 ${SKILL_DIR} ${WORKSPACE}", "one /skills/demo /work space")]
    [DataRow("$0 ${DATE}", "one 2026-03-31")]
    [DataRow("$0 ${USER} ${TEAM_2}", "one custom blue")]
    [DataRow("$0$0", "oneone")]
    [DataRow(@"$0 \$0 \${USER} \$ARGUMENTS \$ARGUMENTS[0]", "one $0 ${USER} $ARGUMENTS $ARGUMENTS[0]")]
    [DataRow(@"$0 \\$0", @"one \$0")]
    [DataRow(@"$0 ^\$ \$HOME \$(x)", @"one ^\$ \$HOME \$(x)")]
    [DataRow("$0 $ $$ $HOME $(date) ${A:-b} ${ USER } ${2A} ${USER", "one $ $$ $HOME $(date) ${A:-b} ${ USER } ${2A} ${USER")]
    [DataRow("$0 $ARGUMENTS_FILE $100k $1234567890", "one $ARGUMENTS_FILE $100k $1234567890")]
    [DataRow("$0 costs $1.00 or $2,000, $1. or $2, $1.x", "one costs $1.00 or $2,000, two words. or three, two words.x")]
    [DataRow("$0 ${CLAUDE_SKILL_DIR}/x", "one /skills/demo/x")]
    [DataRow("$ARGUMENTS[x]", "one \"two words\" three[x]")]
    public void Placeholders_are_filled_and_other_dollars_stay(string body, string expected)
    {
        // The last placeholder takes all arguments, so that none is appended.
        var result = Preprocessor.Substitute(body + "$ARGUMENTS", Scope);
        Assert.AreEqual(expected + Scope.Arguments, result.Text);
        Assert.IsEmpty(result.Warnings);
    }

    [TestMethod]
    public void What_has_no_value_stays_and_is_warned_of_once()
    {
        var result = Preprocessor.Substitute("${TYPO} $7 ${TYPO} ${USER} $7 $ARGUMENTS[7] $ARGUMENTS", new SubstitutionScope { Arguments = "a" });
        Assert.AreEqual("${TYPO} $7 ${TYPO} ${USER} $7 $ARGUMENTS[7] a", result.Text);
        CollectionAssert.AreEqual(new[] { "${TYPO}", "${USER}", "$ARGUMENTS[7]", "$7" }, result.Warnings.Select(warning => warning.Split('`')[1]).ToArray());
    }

    [TestMethod]
    public void Prices_and_fields_of_programs_are_warned_of_together_and_only_beside_arguments()
    {
        const string body = "`awk '{ print $4, $5 }'` costs $10, or $20 with support. $ARGUMENTS";
        Assert.IsEmpty(Preprocessor.Substitute(body, new SubstitutionScope()).Warnings);
        var warning = Preprocessor.Substitute(body, new SubstitutionScope { Arguments = "a b" }).Warnings.Single();
        Assert.StartsWith("`$4`, `$5`, `$10`, `$20` have no value", warning);
    }

    [TestMethod]
    public void A_price_table_keeps_its_prices_and_the_arguments_stay_known()
    {
        const string body = "| Plan | Price |\n|---|---|\n| Small | $5.00 |\n| Large | $1,200.50 |\n";
        var result = Preprocessor.Substitute(body, new SubstitutionScope { Arguments = "one two three four five six" });
        Assert.AreEqual(body + "\nARGUMENTS: one two three four five six", result.Text);
    }

    [TestMethod]
    [DataRow("Do it.", "Do it.\n\nARGUMENTS: a $0")]
    [DataRow("Do it.\n", "Do it.\n\nARGUMENTS: a $0")]
    [DataRow("", "ARGUMENTS: a $0")]
    [DataRow("Costs $9.", "Costs $9.\n\nARGUMENTS: a $0")]
    [DataRow(@"Write \$ARGUMENTS.", "Write $ARGUMENTS.\n\nARGUMENTS: a $0")]
    [DataRow("Do $0.", "Do a.\n\nARGUMENTS: a $0")]
    [DataRow("Do $0 and $1.", "Do a and $0.")]
    [DataRow("Do $ARGUMENTS[1] or $0.", "Do $0 or a.")]
    [DataRow("Do $1 and $1.", "Do $0 and $0.\n\nARGUMENTS: a $0")]
    public void Arguments_that_nothing_took_are_the_last_line(string body, string expected) =>
        Assert.AreEqual(expected, Preprocessor.Substitute(body, new SubstitutionScope { Arguments = " a $0 " }).Text);

    [TestMethod]
    public void Blank_arguments_leave_an_empty_place_and_no_last_line() =>
        Assert.AreEqual("<>", Preprocessor.Substitute("<$ARGUMENTS>", new SubstitutionScope()).Text);

    [TestMethod]
    [DataRow("a 'b c' \"d \\\"e\\\" \\n\" f\\ g", "a|b c|d \"e\" \\n|f g")]
    [DataRow("x'y'\"z\" ''", "xyz|")]
    [DataRow("don't stop", "don't|stop")]
    [DataRow("5\" wide \\\"", "5\"|wide|\"")]
    [DataRow("say \"hi", "say|\"hi")]
    [DataRow("tail\\", "tail\\")]
    [DataRow("  ", "")]
    public void Words_are_split_as_in_a_shell(string arguments, string expected)
    {
        var words = ArgumentWords.Split(arguments);
        Assert.AreEqual(expected, string.Join('|', words));
    }

    [TestMethod]
    public void Text_without_a_dollar_is_the_same_instance() =>
        Gen.String.Where(text => !text.Contains('$', StringComparison.Ordinal)).Sample(
            text => ReferenceEquals(text, Preprocessor.Substitute(text, Scope with { Arguments = "" }).Text));

    [TestMethod]
    public void What_was_put_in_is_never_scanned_again()
    {
        // Whatever the pieces are, the result is the pieces' own results side by side: no value reaches into its surroundings.
        var hostile = Gen.OneOf("$ARGUMENTS", "$0", "${USER}", "${CUSTOM}", "\\", "$", "{USER}", "!`id`", "$ARGUMENTS[1]").Array[1, 4].Select(parts => string.Concat(parts));
        var plain = Gen.OneOf("", " text ", "\n", "$ ", "{", "é");
        Gen.Select(hostile, hostile, plain, plain).Sample(
            (user, argument, before, after) =>
            {
                var scope = new SubstitutionScope { Arguments = $"'{argument}'", User = user };
                var text = Preprocessor.Substitute($"{before}${{USER}}{after} $0 $ARGUMENTS", scope).Text;
                return text == $"{before}{user}{after} {argument} '{argument}'";
            },
            iter: 2_000);
    }

    [TestMethod]
    public void A_body_of_a_hundred_thousand_near_misses_is_the_same_instance()
    {
        var body = string.Concat(Enumerable.Repeat("${A$ARGUMENTSX[$1x\\$", 50_000));
        Assert.AreSame(body, Preprocessor.Substitute(body, new SubstitutionScope()).Text);
    }
}
