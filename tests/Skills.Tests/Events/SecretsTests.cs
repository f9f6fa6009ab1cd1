using System.Text.Json;
using CsCheck;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class SecretsTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.dozjgNryP4J3jVmNHl0w5N";

    [TestMethod]
    [DataRow("Authorization: Bearer abcd1234efgh", "Authorization: ***")]
    [DataRow("curl -H 'X: bearer abcd1234efgh' x", "curl -H 'X: bearer ***' x")]
    [DataRow("password=hunter2&user=ada", "password=***&user=ada")]
    [DataRow("\"api_key\": \"a b c\", \"n\": 1", "\"api_key\": ***, \"n\": 1")]
    [DataRow("MY_SECRET = 'x y'", "MY_SECRET = ***")]
    [DataRow("key sk-abcdefghijklmnop1234 end", "key *** end")]
    [DataRow("ghp_abcdefghijklmnopqrstuvwxyz12", "***")]
    [DataRow("AKIAABCDEFGHIJKLMNOP", "***")]
    [DataRow(Jwt, "***")]
    [DataRow("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "***")]
    [DataRow("max_tokens: 400 and tokens=7", "max_tokens: 400 and tokens=7")]
    [DataRow("The secretary kept a token of it", "The secretary kept a token of it")]
    public void A_text_loses_its_secrets_and_nothing_else(string text, string expected) => Assert.AreEqual(expected, Secrets.Redact(text));

    [TestMethod]
    public void A_text_without_secrets_is_the_same_instance()
    {
        var text = "Nothing to hide.";
        Assert.AreSame(text, Secrets.Redact(text));
    }

    [TestMethod]
    public void Arguments_lose_the_values_of_secret_keys_however_deep()
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["path"] = "a.txt",
            ["apiKey"] = "k",
            ["max_tokens"] = 5,
            ["options"] = JsonElement.Parse("""{ "user": "ada", "Password": "p", "list": ["Bearer abcdef123", "plain"] }"""),
            ["nested"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["client-secret"] = "s" },
        };

        var shown = Secrets.Redact(arguments)!;

        Assert.AreEqual("a.txt", shown["path"]);
        Assert.AreEqual("***", shown["apiKey"]);
        Assert.AreEqual(5, shown["max_tokens"]);
        Assert.AreEqual("""{"user":"ada","Password":"***","list":["Bearer ***","plain"]}""", shown["options"]!.ToString()!.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).Replace("Bearer***", "Bearer ***", StringComparison.Ordinal));
        Assert.AreEqual("***", ((IDictionary<string, object?>)shown["nested"]!)["client-secret"]);
        Assert.AreEqual("k", arguments["apiKey"], "the model's own arguments are not touched");
    }

    /// <summary>Wherever a stream is cut, no more than the first few characters of a secret come through.</summary>
    [TestMethod]
    public void A_secret_cut_into_pieces_is_masked_all_the_same()
    {
        string[] leads = ["Authorization: Bearer ", "token=", "use password: "];
        string[] secrets = ["zQ9xWv8TyU7rPo6MnB5sKj4H", "Zz-" + new string('q', 300)];
        Gen.Select(Gen.Int[0, 1].Select(i => secrets[i]), Gen.Int[0, 2].Select(i => leads[i]), Gen.Int[1, 30].Array[1, 60]).Sample((secret, lead, cuts) =>
        {
            var text = $"Some words before. {lead}{secret} and words behind it.";
            var view = new StreamedSecrets();
            var shown = "";
            for (int at = 0, i = 0; at < text.Length; i++)
            {
                var length = Math.Min(cuts[i % cuts.Length], text.Length - at);
                shown += view.Redact(text.Substring(at, length));
                at += length;
            }

            Assert.DoesNotContain(secret[4..], shown);
            StringAssert.StartsWith(shown, "Some words before. ", StringComparison.Ordinal);
            StringAssert.EndsWith(shown, " and words behind it.", StringComparison.Ordinal);
        }, seed: "0000KOIPe036", iter: 2_000);
    }

    [TestMethod]
    public void No_text_makes_the_search_slow()
    {
        var hostile = new string('a', 200_000) + "password" + new string('-', 200_000);
        StringAssert.StartsWith(Secrets.Redact(hostile), "aaa", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Events_show_no_secret_and_the_model_sees_it()
    {
        object? given = null;
        var login = new Tool("login", (arguments, _) =>
        {
            given = arguments["password"];
            return Task.FromResult<object?>("ok: Bearer abcdef123456");
        });

        var events = await Events(Executor(Call("login", ("password", "hunter2")), Say("token=abc.", 1)), Request(login));

        Assert.AreEqual("hunter2", given);
        Assert.DoesNotContain("hunter2", string.Concat(events.Select(e => e.ToString())));
        Assert.AreEqual("***", events.OfType<SkillEvent.ToolCallStarted>().Single().Arguments!["password"]);
        Assert.AreEqual("ok: Bearer ***", events.OfType<SkillEvent.ToolCallCompleted>().Single().Result);
        Assert.AreEqual("token=***", ((SkillEvent.Completed)events[^1]).Answer);
    }

    [TestMethod]
    public async Task Hidden_and_summarised_events_keep_their_order_and_lose_their_contents()
    {
        var options = Options with
        {
            Visibility = new EventVisibility
            {
                Assistant = Visibility.Summary,
                Tools = Visibility.Summary,
                ByTool = new Dictionary<string, Visibility>(StringComparer.Ordinal) { ["quiet"] = Visibility.Hidden },
                SummaryCharacters = 5,
            },
        };
        var script = new ScriptedModel([Call("quiet", ("path", "x")), Call("loud", ("path", "x")), Say("abcdefgh", 2)]);

        var full = await Events(new SkillExecutor(script, Options), Request(Returning("quiet", "whisper"), Returning("loud", "shouting")));
        var shown = await Events(new SkillExecutor(script, options), Request(Returning("quiet", "whisper"), Returning("loud", "shouting")));

        CollectionAssert.AreEqual(full.Select(e => e.GetType()).ToList(), shown.Select(e => e.GetType()).ToList());
        var started = shown.OfType<SkillEvent.ToolCallStarted>().ToList();
        Assert.IsNull(started[0].Arguments);
        Assert.AreEqual("...", started[1].Arguments!["path"]);
        var completed = shown.OfType<SkillEvent.ToolCallCompleted>().ToList();
        Assert.IsNull(completed[0].Result);
        Assert.AreEqual("shout...", completed[1].Result);
        Assert.AreEqual("abcde", string.Concat(shown.OfType<SkillEvent.MessageDelta>().Select(delta => delta.Text)));
        Assert.AreEqual(Visibility.Hidden, started[0].Mark.Visibility);
    }
}
