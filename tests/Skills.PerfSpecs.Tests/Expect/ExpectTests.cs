using PerfSpecs.Judging;
using PerfSpecs.Running;
using PerfSpecs.Sampling.Processors;
using PerfSpecs.Statistics;

namespace PerfSpecs.Tests;

/// <summary>What can be said without depending on time: allocations repeat byte for byte, and far is far.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ExpectTests
{
    private static object? _sink;

    [ClassInitialize]
    public static void InventQuietMachine(TestContext context) => Expectation.Watching = () => new InventedSignals(_ => (0, 0)).Watch();

    [ClassCleanup]
    public static void WatchThisMachine() => Expectation.Watching = MachineWatch.Start;

    [TestMethod]
    public void A_budget_of_allocations_is_kept_or_broken_to_the_byte()
    {
        Expect.within("median <= 1048 B", () => _sink = new byte[1024]);

        var broken = Assert.ThrowsExactly<BudgetExceededException>(() => Expect.within("median < 1048 B", () => _sink = new byte[1024]));
        Assert.AreEqual(Verdict.Fail, broken.Judgement.Verdict);
        StringAssert.StartsWith(broken.Message, "failed: ");
        StringAssert.Contains(broken.Message, "the target is < 1048 B");
    }

    [TestMethod]
    public void Asynchronous_work_is_judged_by_its_whole_time()
    {
        Assert.ThrowsExactly<BudgetExceededException>(() => Expect.within("median < 5 ms", async () => await Task.Delay(40)));
        Assert.ThrowsExactly<BudgetExceededException>(() => Expect.within("median < 5 ms", () => Task.Delay(40)));
        Assert.ThrowsExactly<BudgetExceededException>(() => Expect.within("median < 5 ms", () => new ValueTask(Task.Delay(40)).ConfigureAwait(false)));
        Assert.ThrowsExactly<BudgetExceededException>(() => Expect.within("median < 5 ms", () => Enumerable.Range(0, 2).Select(async _ => await Task.Delay(20))));
    }

    [TestMethod]
    public async Task Asynchronous_work_is_waited_for()
    {
        var ended = 0;
        await Expect.withinAsync("median < 10 s", async () =>
        {
            await Task.Yield();
            ended++;
        }, samples: 20);

        Assert.IsGreaterThanOrEqualTo(7, ended);
    }

    [TestMethod]
    public async Task What_the_work_throws_is_the_callers_at_any_time()
    {
        Assert.AreEqual("mine", Assert.ThrowsExactly<NotSupportedException>(() => Expect.within("median < 10 s", () => throw new NotSupportedException("mine"))).Message);
        var late = Assert.ThrowsExactly<NotSupportedException>(() => Expect.within("median < 10 s", async () => await Thrown()));
        StringAssert.Contains(late.StackTrace, nameof(Thrown));
        await Assert.ThrowsExactlyAsync<NotSupportedException>(() => Expect.withinAsync("median < 10 s", async () => await Thrown()));
        Assert.ThrowsExactly<NotSupportedException>(() => Expect.fasterThan(async () => await Thrown(), () => { }));

        static async Task Thrown()
        {
            await Task.Delay(1);
            throw new NotSupportedException("late");
        }
    }

    [TestMethod]
    [DataRow("p95 < 5 msec")]
    [DataRow("p95 < 5 lines")]
    [DataRow("fast")]
    public void A_target_that_is_none_is_the_callers_mistake(string target) =>
        Assert.ThrowsExactly<ArgumentException>(() => Expect.within(target, () => { }));

    [TestMethod]
    public void Work_that_cannot_be_measured_is_the_callers_mistake() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Expect.within("p95 < 5 ms", () => new Lazy<int>(1))).Message, "Lazy<Int32>");

    [TestMethod]
    public void Too_few_samples_are_the_callers_mistake_with_the_number_needed() =>
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Expect.within("p95 < 5 ms", () => { }, samples: 20)).Message, "90 or more");

    [TestMethod]
    public void A_thousand_times_the_work_is_not_faster_than_the_work()
    {
        static void Work(int times)
        {
            for (var i = 0; i < times; i++)
                _sink = new byte[1024];
        }

        Expect.fasterThan(() => Work(1), () => Work(1000), by: 2);

        var broken = Assert.ThrowsExactly<BudgetExceededException>(() => Expect.fasterThan(() => Work(1000), () => Work(1), by: 1));
        Assert.AreEqual(Verdict.Fail, broken.Judgement.Verdict);
        Assert.IsInstanceOfType<Cause.Certain>(broken.Judgement.Cause);
        StringAssert.StartsWith(broken.Message, "slower: ");
    }

    [TestMethod]
    public void A_comparison_that_fails_says_what_was_shown()
    {
        StringAssert.StartsWith(Failed(by: 1, 1.0, 1.0), "not shown to be faster: ");
        StringAssert.StartsWith(Failed(by: 1, 0.99, 1.02), "not shown to be faster: ");
        StringAssert.StartsWith(Failed(by: 2, 0.7, 0.8), "not shown to be faster by 2x: ");
        StringAssert.StartsWith(Failed(by: 1, 1.01, 1.02), "slower: ");

        static string Failed(double by, double lower, double upper)
        {
            var spec = new Spec { Id = "c/duration", Metric = "c/duration", Reference = "r/duration", Target = Statistic.Median < new Quantity(1 / by, Unit.Times) };
            var judgement = new Judgement(Verdict.Fail, new Cause.Certain(), [1.0]) { Interval = new((lower + upper) / 2, lower, upper, Perfolizer.Mathematics.Common.ConfidenceLevel.L95) };
            return Expectation.NotFaster(new SpecResult(new PlannedSpec(spec, Measure.BuiltIn[0], [], null), judgement, Stride.Assumed, 1, TimeSpan.Zero), by);
        }
    }

    [TestMethod]
    public void Each_verdict_that_is_no_pass_has_its_own_exception_and_first_word()
    {
        Is<BudgetUndecidedException>("undecided: why", Verdict.Inconclusive, new Cause.Straddles());
        Is<BudgetUndecidedException>("undecided: why", Verdict.Unfit, new Cause.Correlated(0.9));
        Is<UnfitMachineException>("unfit machine: why", Verdict.Unfit, new Cause.Disturbed(new DisturbedTurns(20, 20, null, null, 3)));
        Is<BudgetNotKeptException>("error: why", Verdict.Error, new Cause.NotANumber(double.NaN));

        static void Is<T>(string message, Verdict verdict, Cause cause)
        {
            var exception = BudgetNotKeptException.Of("why", Judgement.Without(verdict, cause));
            Assert.AreEqual(typeof(T), exception.GetType());
            Assert.AreEqual(message, exception.Message);
        }
    }

    [TestMethod]
    public void Samples_that_do_not_decide_throw_unless_that_is_accepted()
    {
        Assert.ThrowsExactly<BudgetUndecidedException>(() => Conclude(Verdict.Inconclusive, new Cause.Straddles(), Undecided.Throw));
        Conclude(Verdict.Inconclusive, new Cause.Straddles(), Undecided.Accept);
        Assert.ThrowsExactly<BudgetExceededException>(() => Conclude(Verdict.Fail, new Cause.Certain(), Undecided.Accept));
        Assert.ThrowsExactly<UnfitMachineException>(() => Conclude(Verdict.Unfit, new Cause.Disturbed(new DisturbedTurns(20, 20, null, null, 3)), Undecided.Accept));

        static void Conclude(Verdict verdict, Cause cause, Undecided undecided)
        {
            var spec = new Spec { Id = "w/duration", Metric = "w/duration", Target = Statistic.Median < 1.Seconds };
            var result = new SpecResult(new PlannedSpec(spec, Measure.BuiltIn[0], [], null), Judgement.Without(verdict, cause), Stride.Assumed, 1, TimeSpan.Zero);
            Expectation.Conclude(result, undecided, _ => "failed: why");
        }
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_context_of_one_thread_is_not_waited_for()
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverPumped());
            try
            {
                Expect.within("median < 10 s", async () => await Task.Delay(1), samples: 20);
                Expect.fasterThan(() => { }, async () => await Task.Delay(20), samples: 20);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        }) { IsBackground = true };
        thread.Start();

        Assert.IsTrue(thread.Join(TimeSpan.FromSeconds(50)), "it waits for the thread that it blocks");
        Assert.IsNull(thrown);
    }

    [TestMethod]
    public void One_measurement_runs_at_a_time()
    {
        var (running, most) = (0, 0);
        Parallel.For(0, 4, _ => Expect.within("median < 10 s", () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
        }, samples: 20));

        Assert.AreEqual(1, most);
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_measurement_within_a_measurement_is_refused() =>
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => Expect.within("median < 10 s", () => Expect.within("median < 10 s", () => { }))).Message,
            "within work that Expect measures");

    /// <summary>What is posted to it waits for a thread that is blocked.</summary>
    private sealed class NeverPumped : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
