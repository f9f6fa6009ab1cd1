namespace Bench.Tests;

[TestClass]
public sealed class DiscoveryTests
{
    public static IEnumerable<object[]> EveryWay => Discovery.All.Select(way => new object[] { way.Name });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(EveryWay))]
    public async Task Every_way_finds_every_skill_of_the_folder(string name)
    {
        using var folder = SkillFolder.Generated(120);
        var way = Discovery.All.Single(way => string.Equals(way.Name, name, StringComparison.Ordinal));

        var text = await way.Find(folder.Path, TestContext.CancellationToken);

        var missing = Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName).Where(skill => !text.Contains(skill!, StringComparison.Ordinal)).ToList();
        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void A_folder_is_written_once_for_all_and_goes_with_its_last_user()
    {
        var first = SkillFolder.Generated(3);
        var second = SkillFolder.Generated(3);

        Assert.AreEqual(first.Path, second.Path);
        first.Dispose();
        first.Dispose();
        Assert.HasCount(3, Directory.GetDirectories(second.Path));
        second.Dispose();
        Assert.IsFalse(Directory.Exists(second.Path));
    }
}
