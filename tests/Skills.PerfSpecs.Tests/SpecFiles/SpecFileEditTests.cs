using System.Globalization;
using System.Text;
using PerfSpecs.SpecFiles;
using static PerfSpecs.Tests.SpecFileCases;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class SpecFileEditTests
{
    [TestMethod]
    public void Random_edits_change_the_chosen_targets_and_no_other_byte()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 500; i++)
        {
            var text = GeneratedSpecFile.Of(random);
            var file = Parse(text.Bytes);
            Assert.IsTrue(file.IsUsable, $"{string.Join('\n', file.Problems)}\n{Encoding.UTF8.GetString(text.Bytes)}");
            var places = file.Specs.Select(spec => spec.Where!).Distinct().ToList();
            Assert.HasCount(text.Targets, places);
            var chosen = Enumerable.Range(0, places.Count).Where(_ => random.Next(2) is 0)
                .ToDictionary(place => place, _ => string.Create(CultureInfo.InvariantCulture, $"p{random.Next(51, 99)} <= {random.Next(1, 9999)} ms"));

            var edited = SpecFileEdit.Replace(text.Bytes, chosen.ToDictionary(edit => places[edit.Key], edit => edit.Value))!;

            CollectionAssert.AreEqual(text.With(chosen), edited, $"iteration {i}");
            var expected = file.Specs.Select(spec => chosen.TryGetValue(places.IndexOf(spec.Where!), out var target) ? target : spec.Target.ToString());
            CollectionAssert.AreEqual(expected.ToList(), Parse(edited).Specs.Select(spec => spec.Target.ToString()).ToList(), $"iteration {i}");
        }
    }

    [TestMethod]
    public void A_noun_with_quotes_and_letters_of_every_kind_stays_a_json_text()
    {
        const string Text = """{ "specs": [ { "metric": "context/tokens", "target": "p95 <= 5 tokens" } ] }""";

        var edited = SpecFileEdit.Replace(Encoding.UTF8.GetBytes(Text), Places(Text).ToDictionary(place => place, _ => "p95 <= 5 \"µ\\s\""))!;

        StringAssert.Contains(Encoding.UTF8.GetString(edited), """ "target": "p95 <= 5 \"µ\\s\"" }""");
    }

    [TestMethod]
    public void A_place_without_a_target_edits_nothing()
    {
        Assert.IsNull(SpecFileEdit.Replace(Encoding.UTF8.GetBytes(Minimal), new Dictionary<Location, string> { [new("specs.json", 1, 1)] = "p95 < 1 ms" }));
        Assert.IsNull(SpecFileEdit.Replace("{"u8.ToArray(), new Dictionary<Location, string> { [new("specs.json", 1, 1)] = "p95 < 1 ms" }));
    }

    [TestMethod]
    public void Specs_of_one_entry_share_one_edit()
    {
        var place = Parse(Rich).Specs.First(spec => spec.Id.StartsWith("throughput[", StringComparison.Ordinal)).Where!;

        var edited = Parse(SpecFileEdit.Replace(Encoding.UTF8.GetBytes(Rich), new Dictionary<Location, string> { [place] = "median >= 300 /s" })!);

        Assert.HasCount(4, edited.Specs.Where(spec => spec.Target.ToString() is "median >= 300 /s"));
    }

    private static IEnumerable<Location> Places(string text) => Parse(text).Specs.Select(spec => spec.Where!);
}
