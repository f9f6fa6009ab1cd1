using PerfSpecs.Results;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class HistoryFileTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("perfspecs-").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_run_is_read_back_as_it_was_appended()
    {
        var records = HistoryRecord.Of(Finished.Run(Finished.Pass("good"), Finished.Fail(Finished.Hostile.Replace("\uD800", "")), Finished.Skipped("aside", "later")), "abcdef1").ToList();
        var file = new HistoryFile(Path.Combine(_folder, "below"));

        await file.Append(records);
        var (read, warnings) = await file.Read();

        CollectionAssert.AreEqual(records, read.ToList());
        Assert.IsEmpty(warnings);
        Assert.HasCount(3, File.ReadAllLines(file.Path));
        var good = read[0];
        Assert.AreEqual(("good", "w/value", "median", "things", "pass", 90.0, 80.0, 100.0, 3, "abcdef1"), (good.Id, good.Metric, good.Statistic, good.Unit, good.Verdict, good.Estimate, good.Lower, good.Upper, good.Samples, good.Commit));
        Assert.IsNull(read[1].Upper);
        Assert.IsNull(read[2].Estimate);
    }

    [TestMethod]
    public async Task Two_writers_at_once_lose_and_tear_no_line()
    {
        using var together = new Barrier(2);
        await Task.WhenAll(new[] { "a", "b" }.Select(id => Task.Run(async () =>
        {
            var file = new HistoryFile(_folder);
            var record = HistoryRecord.Of(Finished.Run(Finished.Pass(id)), null).Single();
            together.SignalAndWait();
            for (var i = 0; i < 500; i++)
                await file.Append([record with { Samples = i }]);
        })));

        var (records, warnings) = await new HistoryFile(_folder).Read();

        Assert.IsEmpty(warnings);
        foreach (var id in new[] { "a", "b" })
            CollectionAssert.AreEqual(Enumerable.Range(0, 500).ToList(), records.Where(record => record.Id == id).Select(record => record.Samples).ToList());
    }

    [TestMethod]
    public async Task A_torn_line_is_skipped_with_a_warning_and_the_next_run_stays_whole()
    {
        var file = new HistoryFile(_folder);
        await file.Append(HistoryRecord.Of(Finished.Run(Finished.Pass("first"), Finished.Pass("torn")), null));
        using (var stream = File.OpenWrite(file.Path))
            stream.SetLength(stream.Length - 20);
        var (before, warned) = await file.Read();

        await file.Append(HistoryRecord.Of(Finished.Run(Finished.Pass("later")), null));
        var (after, warnings) = await file.Read();

        CollectionAssert.AreEqual(new[] { "first" }, before.Select(record => record.Id).ToArray());
        StringAssert.Contains(warned.Single(), "history.jsonl:2: skipped");
        CollectionAssert.AreEqual(new[] { "first", "later" }, after.Select(record => record.Id).ToArray());
        StringAssert.Contains(warnings.Single(), "history.jsonl:2: skipped");
    }

    [TestMethod]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("""{ "version": 1 }""")]
    [DataRow("""{ "version": 2, "id": "a", "metric": "w/value", "statistic": "median", "unit": "ns", "verdict": "pass", "machine": "m" }""")]
    [DataRow("""{ "version": 1, "id": "a", "metric": "w/value", "statistic": "median", "unit": "ns", "verdict": "pass", "machine": "m", "confidence": 2 }""")]
    public async Task A_line_of_another_format_is_skipped_with_a_warning(string line)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "history.jsonl"), line + "\n");

        var (records, warnings) = await new HistoryFile(_folder).Read();

        Assert.IsEmpty(records);
        Assert.HasCount(1, warnings);
    }

    [TestMethod]
    public async Task A_history_that_was_never_begun_is_not_read()
    {
        await Assert.ThrowsExactlyAsync<FileNotFoundException>(() => new HistoryFile(_folder).Read());
        await Assert.ThrowsExactlyAsync<DirectoryNotFoundException>(() => new HistoryFile(Path.Combine(_folder, "none")).Read());
    }
}
