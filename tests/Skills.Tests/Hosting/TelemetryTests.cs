using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Runner.Workloads;
using static Skills.Tests.Scripted;

namespace Skills.Tests;

[TestClass]
[DoNotParallelize]
public sealed class TelemetryTests
{
    [TestMethod]
    public async Task An_execution_is_a_span_with_its_model_calls_and_tool_calls_below_it()
    {
        List<Activity> spans = [];
        ActivitySource tools = new("test-tools");
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource("Skills", "test-tools").AddInMemoryExporter(spans).Build();
        var nested = new Tool("look", (_, _) =>
        {
            tools.StartActivity("inside")?.Dispose();
            return Task.FromResult<object?>("seen");
        });

        await Events(new SkillExecutor(new Named(new ScriptedModel([Call("look"), Call("nothing"), Say("done")])), Options), Request(nested));

        var execution = spans.Single(span => span.OperationName is "invoke_agent counting");
        Assert.AreEqual("e1", execution.GetTagItem("gen_ai.conversation.id"));
        Assert.AreEqual("completed", execution.GetTagItem("skills.outcome"));
        var below = spans.Where(span => span.ParentSpanId == execution.SpanId).ToList();
        Assert.HasCount(3, below.Where(span => span.OperationName is "chat gpt-test").ToList());
        Assert.AreEqual("look", below.Single(span => span.OperationName is "execute_tool look").GetTagItem("gen_ai.tool.name"));
        Assert.AreEqual(ActivityStatusCode.Error, below.Single(span => span.OperationName is "execute_tool nothing").Status);
        Assert.HasCount(1, below.Where(span => span.OperationName is "inside").ToList(), "a tool's own span lies within the execution's");
        Assert.IsTrue(below.TrueForAll(span => span.StartTimeUtc >= execution.StartTimeUtc));
        Assert.IsNull(Activity.Current);
    }

    [TestMethod]
    public async Task Metrics_count_executions_iterations_and_tokens()
    {
        List<Metric> metrics = [];
        using (var meters = Sdk.CreateMeterProviderBuilder().AddMeter("Skills").AddInMemoryExporter(metrics).Build())
        {
            var executor = new SkillExecutor(new Named(new ScriptedModel([Call("look"), Say("done")])), Options);
            await Events(executor, Request(Returning("look", 1)));
            await Events(new SkillExecutor(new ScriptedModel([new ScriptedTurn.Break(() => new InvalidOperationException("no"))]), Options), Request());
            meters.ForceFlush();
        }

        Assert.AreEqual(2, Points(metrics, "skills.executions").Sum(point => point.GetSumLong()));
        Assert.AreEqual(2, Points(metrics, "skills.iterations").Sum(point => point.GetSumLong()));
        CollectionAssert.AreEquivalent(new[] { "completed", "failed" }, Points(metrics, "skills.executions").Select(point => Tag(point, "skills.outcome")).ToArray());
        Assert.AreEqual(7, Points(metrics, "gen_ai.client.token.usage").Where(point => Tag(point, "gen_ai.token.type") is "input").Sum(point => point.GetHistogramSum()));
        Assert.AreEqual(2, Points(metrics, "gen_ai.client.operation.duration").Sum(point => point.GetHistogramCount()));
        Assert.AreEqual(2, Points(metrics, "skills.iteration.overhead").Sum(point => point.GetHistogramCount()));
    }

    [TestMethod]
    public async Task The_log_tells_what_happened_and_not_what_was_said()
    {
        var log = new Lines();
        var executor = new SkillExecutor(new ScriptedModel([Call("breaks", ("text", "private")), Say("answer")]), Options, null, log);

        await Events(executor, Request(Throwing("breaks", "broken")));

        CollectionAssert.AreEqual(
            new[] { "Execution e1 of skill \"counting\" begins.", "Execution e1: the tool breaks has failed (refused: False).", "Execution e1 has ended: completed." },
            log.Written);
    }

    private static List<MetricPoint> Points(List<Metric> metrics, string name)
    {
        List<MetricPoint> points = [];
        foreach (ref readonly var point in metrics.Last(metric => string.Equals(metric.Name, name, StringComparison.Ordinal)).GetMetricPoints())
            points.Add(point);
        return points;
    }

    private static string? Tag(MetricPoint point, string name)
    {
        foreach (var (key, value) in point.Tags)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
                return value?.ToString();
        }

        return null;
    }

    /// <summary>A model that tells its name, and its tokens behind each answer.</summary>
    private sealed class Named(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var isLast = false;
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                isLast = update.Text.Length > 0;
                yield return update;
            }

            if (isLast)
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 2 })]);
        }

        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("test", null, "gpt-test") : base.GetService(serviceType, serviceKey);
    }

    private sealed class Lines : ILogger<SkillExecutor>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
