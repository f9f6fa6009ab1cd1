using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
public sealed class HostingTests
{
    [TestMethod]
    public async Task A_host_gets_a_catalogue_an_executor_and_an_orchestrator()
    {
        using var folder = new TemporarySkill().With("greets/SKILL.md", "---\nname: greets\ndescription: Greets people.\n---\nGreet.\n");
        using var host = Host(options => options.Folders.Add(folder.Folder), Say("Hello."));
        await host.StartAsync();

        var skill = host.Services.GetRequiredService<SkillCatalog>().Find("greets")!;
        var execution = host.Services.GetRequiredService<SkillOrchestrator>().TryStart(new SkillRequest { Skill = skill, Task = "Greet." }, observed: false)!;

        Assert.AreEqual("Hello.", (await execution.Completion).Answer);
        await host.StopAsync();
        Assert.IsNull(host.Services.GetRequiredService<SkillOrchestrator>().TryStart(new SkillRequest { Skill = skill, Task = "Greet." }), "drained");
    }

    [TestMethod]
    public async Task Every_wrong_option_is_told_when_the_host_starts()
    {
        using var host = Host(options =>
        {
            options.Folders.Add(" ");
            options.Orchestrator = new OrchestratorOptions { MaxConcurrency = 0 };
            options.Executor = new SkillExecutorOptions { MaxRepetitions = 1, ExecutionTimeout = TimeSpan.Zero };
        });

        var wrong = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.HasCount(4, wrong.Failures.ToList());
        CollectionAssert.Contains(wrong.Failures.ToList(), "Orchestrator.MaxConcurrency is 0; set 1 or more.");
    }

    [TestMethod]
    public async Task Health_tells_of_broken_skills_and_of_a_full_queue()
    {
        using var folder = new TemporarySkill().With("broken/SKILL.md", "no frontmatter");
        var release = new TaskCompletionSource();
        using var good = Host(_ => { });
        using var broken = Host(options => options.Folders.Add(folder.Folder));
        using var full = Host(options => options.Orchestrator = new OrchestratorOptions { MaxConcurrency = 1, MaxQueued = 0 }, new ScriptedModel([Say("done")], async (_, token) => await release.Task.WaitAsync(token)));
        full.Services.GetRequiredService<SkillOrchestrator>().TryStart(Request(), observed: false);

        using var absent = Host(options => options.Folders.Add(folder.Path("absent")));

        Assert.AreEqual(HealthStatus.Healthy, (await Check(good)).Status);
        Assert.AreEqual(HealthStatus.Degraded, (await Check(absent)).Status);
        StringAssert.Contains((await Check(absent)).Entries["skills"].Description, "no such folder", StringComparison.Ordinal);
        Assert.AreEqual(HealthStatus.Degraded, (await Check(broken)).Status);
        StringAssert.Contains((await Check(broken)).Entries["skills"].Description, "SKILL.md", StringComparison.Ordinal);
        Assert.AreEqual(HealthStatus.Degraded, (await Check(full)).Status);
        Assert.AreEqual(1, (await Check(full)).Entries["skills"].Data["running"]);
        release.SetResult();
    }

    private static Task<HealthReport> Check(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static IHost Host(Action<SkillsOptions> configure, params ScriptedTurn[] turns) => Host(configure, new ScriptedModel(turns.Length is 0 ? [Say("done")] : turns));

    private static IHost Host(Action<SkillsOptions> configure, IChatClient model)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(model);
        builder.Services.AddSkills(configure);
        builder.Services.AddHealthChecks().AddSkills();
        return builder.Build();
    }
}
