using RealProof;

if (args is ["burn"])
{
    Work.Burn();
    return 0;
}

if (args is ["burn-now-and-then"])
{
    Work.BurnNowAndThen();
    return 0;
}

if (args is [CalibratedRuns.Budget, .. var budgetArgs])
    return await CalibratedRuns.Judge(budgetArgs);
if (args is ["calibrate"])
{
    await AddCalibrated(new Table());
    return 0;
}

if (args is [BusyMachine.Pinned])
    return await BusyMachine.ProveOnOneCore();
if (args is ["absolute", ..])
{
    await AddAbsolute(new Table());
    return 0;
}

if (args is ["machine", .. var rest])
    return await BusyMachine.Prove(rest is [var file] ? file : null);

var table = new Table();
foreach (var line in await Overheads.Sampling())
    table.Say(line);
table.Say(await Overheads.Suite());
await table.Add("the same work twice, <= 1.05 x, quiet", Trials.Suites(Work.Same, "median <= 1.05 x", Trials.Of(200)));
using (Load.OnEveryCore())
    await table.Add("the same work twice, <= 1.05 x, every core loaded by another process", Trials.Suites(Work.Same, "median <= 1.05 x", Trials.Of(200)));
await table.Add("the same work twice, Expect.fasterThan by 1.0 at 95 %", Trials.Expectations(Trials.Of(400)));
await table.Add("work 1.25 x slower, <= 1.1 x", Trials.Suites(Work.Slower, "median <= 1.1 x", Trials.Of(100)));
await AddAbsolute(table);
await AddCalibrated(table);
table.Write(args is [var path] ? path : null);
return 0;

static async Task AddAbsolute(Table table)
{
    await table.Add("every tenth call ten times as long, p95 at 5 x", Trials.EveryTenthSlow(Trials.Of(40)));
    await table.Add("p95 at 1.25 x its value, nothing stated but the target", Trials.WithRoom(1.25, Trials.Of(30)));
    await table.Add("slowed by what the pass before said that it notices", Trials.SlowedByWhatIsNoticed(Trials.Of(60)));
}

static async Task AddCalibrated(Table table)
{
    foreach (var statistic in new[] { "p95", "median" })
        table.AddCalibrated(await CalibratedRuns.Prove(statistic, Trials.Of(30)));
}
