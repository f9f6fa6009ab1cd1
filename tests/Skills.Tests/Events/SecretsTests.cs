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
    [DataRow("Basic YWRhOmh1bnRlcg== is sent", "Basic *** is sent")]
    [DataRow("password=hunter2&user=ada", "password=***&user=ada")]
    [DataRow("DB_PASSWORD=correcthorse", "DB_PASSWORD=***")]
    [DataRow("password: hunter2.", "password: ***")]
    [DataRow("{\"api_key\": \"a b c\", \"n\": 1}", "{\"api_key\": \"***\", \"n\": 1}")]
    [DataRow("{\"password\": 12345678, \"n\": 1}", "{\"password\": \"***\", \"n\": 1}")]
    [DataRow("{\"text\": \"{\\\"password\\\": \\\"hunter2\\\"}\"}", "{\"text\": \"{\\\"password\\\": \\\"***\\\"}\"}")]
    [DataRow("MY_SECRET = 'x y'", "MY_SECRET = '***'")]
    [DataRow("clientSecret: \"s3cr\"", "clientSecret: \"***\"")]
    [DataRow("key sk-abcdefghijklmnop1234 end", "key *** end")]
    [DataRow("ghp_abcdefghijklmnopqrstuvwxyz12", "***")]
    [DataRow("AKIAABCDEFGHIJKLMNOP", "***")]
    [DataRow(Jwt, "***")]
    [DataRow("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "***")]
    public void A_text_loses_its_secrets(string text, string expected) => Assert.AreEqual(expected, Secrets.Redact(text));

    [TestMethod]
    [DataRow("The basic steps to take are these.")]
    [DataRow("Basic understanding of bearer authentication helps.")]
    [DataRow("Bearer tokens are better than basic credentials.")]
    [DataRow("token = x")]
    [DataRow("token: the smallest unit of text")]
    [DataRow("max_tokens: 400 and tokens=7")]
    [DataRow("The secretary kept a token of it")]
    [DataRow("Password: required, at least eight characters")]
    [DataRow("The password is checked: it must not be empty.")]
    [DataRow("connect(user=user, password=password)")]
    [DataRow("var token = GetToken();")]
    [DataRow("password = os.environ[\"PASSWORD\"]")]
    [DataRow("export API_KEY=$MY_KEY")]
    [DataRow("password=<your password>")]
    [DataRow("PWD=/home/user1/work2")]
    [DataRow("{\"token_count\": 1234567890, \"passwordLength\": \"12345678a\", \"hasPassword\": true, \"secret\": null}")]
    [DataRow("Use sk-learn-compatible-estimators and risk-assessment-2024 here.")]
    [DataRow("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    public void A_harmless_text_stays_as_it_is(string text) => Assert.AreSame(text, Secrets.Redact(text));

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
            ["objects"] = new List<object> { new { Secret = "abc", Plain = "abc" } },
            ["node"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "password": 1234, "port": 1234 }"""),
            ["nested"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["client-secret"] = "s" },
        };

        var shown = Secrets.Redact(arguments)!;

        Assert.AreEqual("a.txt", shown["path"]);
        Assert.AreEqual("***", shown["apiKey"]);
        Assert.AreEqual(5, shown["max_tokens"]);
        Assert.AreEqual("""{"user":"ada","Password":"***","list":["Bearer ***","plain"]}""", shown["options"]!.ToString()!.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).Replace("Bearer***", "Bearer ***", StringComparison.Ordinal));
        Assert.AreEqual("***", ((IDictionary<string, object?>)shown["nested"]!)["client-secret"]);
        Assert.AreEqual("""[{"secret":"***","plain":"abc"}]""", shown["objects"]!.ToString()!.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.AreEqual("""{"password":"***","port":1234}""", shown["node"]!.ToString()!.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.AreEqual("k", arguments["apiKey"], "the model's own arguments are not touched");
    }

    /// <summary>Wherever a stream is cut, it shows what the whole text would show.</summary>
    [TestMethod]
    public void A_secret_cut_into_pieces_is_masked_all_the_same()
    {
        string[] leads = ["Authorization: Bearer ", "token=", "use password: ", "\"api_key\": \"x"];
        string[] secrets = ["zQ9xWv8TyU7rPo6MnB5sKj4H", "Zz-" + new string('q', 300), new string('r', 20_000)];
        Gen.Select(Gen.Int[0, secrets.Length - 1].Select(i => secrets[i]), Gen.Int[0, leads.Length - 1].Select(i => leads[i]), Gen.Int[1, 90].Array[1, 60]).Sample((secret, lead, cuts) =>
        {
            var text = $"Some words before. {lead}{secret}\" and words behind it, a basic token of them.";

            var shown = Streamed(text, cuts);

            Assert.AreEqual(Secrets.Redact(text), shown);
            AssertNothingOf(secret, shown);
        }, seed: "0000KOIPe036", iter: 2_000);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(12)]
    [DataRow(40)]
    [DataRow(1_000)]
    public void A_private_key_in_pieces_shows_no_six_characters(int length)
    {
        var random = new Random(20261123);
        var lines = Enumerable.Range(0, 6).Select(_ => new string([.. Enumerable.Range(0, 64).Select(_ => (char)('A' + random.Next(26)))])).ToList();
        var text = $"Here it is:\n-----BEGIN PRIVATE KEY-----\n{string.Join('\n', lines)}\n-----END PRIVATE KEY-----\nKeep it.";

        var shown = Streamed(text, [length]);

        foreach (var line in lines)
            AssertNothingOf(line, shown);
        StringAssert.StartsWith(shown, "Here it is:\n", StringComparison.Ordinal);
        StringAssert.EndsWith(shown, "\nKeep it.", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task What_was_held_back_of_a_harmless_text_is_shown_at_its_end()
    {
        const string text = "It ends with the word token";

        var events = await Events(Executor(Say(text)), Request());

        Assert.AreEqual(text, string.Concat(events.OfType<SkillEvent.MessageDelta>().Select(delta => delta.Text)));
    }

    private static string Streamed(string text, int[] cuts)
    {
        var view = new StreamedSecrets();
        var shown = "";
        for (int at = 0, i = 0; at < text.Length; i++)
        {
            var length = Math.Min(cuts[i % cuts.Length], text.Length - at);
            shown += view.Redact(text.Substring(at, length));
            at += length;
        }

        return shown + view.End();
    }

    private static void AssertNothingOf(string secret, string shown)
    {
        for (var i = 0; i + 6 <= secret.Length; i += 3)
            Assert.DoesNotContain(secret.Substring(i, 6), shown);
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

        var events = await Events(Executor(Call("login", ("password", "hunter2")), Say("token=abcd1234.", 1)), Request(login));

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
