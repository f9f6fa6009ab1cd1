using System.Globalization;
using System.Xml;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>The run in NUnit's format, version 3, which has words for warnings and for what is not decided. A cancelled run has a failed case of its own.</summary>
public sealed class NunitReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(FinishedRun run, Stream output)
    {
        using var xml = XmlWriter.Create(output, XmlText.Layout);
        xml.WriteStartElement("test-run");
        xml.Attribute("id", "0");
        xml.Attribute("name", run.Result.Plan.File);
        xml.Attribute("fullname", run.Result.Plan.File);
        xml.Attribute("engine-version", run.Tool);
        Summary(xml, run, run.Result.Results, run.Result.IsCancelled);
        Times(xml, run, run.Result.Elapsed);
        new Tree(xml, run, TimeShares.Of(run.Result.Results)).Suite("Assembly", run.Result.Plan.File, run.Result.Plan.File, 0, run.Result.Results);
        xml.WriteEndElement();
    }

    private static void Summary(XmlWriter xml, FinishedRun run, IReadOnlyList<SpecResult> results, bool isCancelled)
    {
        var outcomes = results.Select(run.OutcomeOf).ToList();
        var extra = isCancelled ? 1 : 0;
        var failed = outcomes.Count(outcome => outcome is Outcome.Failed or Outcome.Errored) + extra;
        xml.Attribute("testcasecount", outcomes.Count + extra);
        xml.Attribute("result", failed > 0 ? "Failed" : outcomes.Contains(Outcome.Warned) ? "Warning" : outcomes.Contains(Outcome.Passed) ? "Passed" : outcomes.Contains(Outcome.Undecided) ? "Inconclusive" : "Skipped");
        if (isCancelled)
            xml.Attribute("label", "Cancelled");
        xml.Attribute("total", outcomes.Count + extra);
        xml.Attribute("passed", outcomes.Count(outcome => outcome is Outcome.Passed));
        xml.Attribute("failed", failed);
        xml.Attribute("warnings", outcomes.Count(outcome => outcome is Outcome.Warned));
        xml.Attribute("inconclusive", outcomes.Count(outcome => outcome is Outcome.Undecided));
        xml.Attribute("skipped", outcomes.Count(outcome => outcome is Outcome.Skipped));
        xml.Attribute("asserts", outcomes.Count(outcome => outcome is not Outcome.Skipped));
    }

    private static void Times(XmlWriter xml, FinishedRun run, TimeSpan elapsed)
    {
        xml.Attribute("start-time", run.Started.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        xml.Attribute("end-time", (run.Started + run.Result.Elapsed).UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        xml.Seconds("duration", elapsed);
    }

    private sealed class Tree(XmlWriter xml, FinishedRun run, IReadOnlyDictionary<SpecResult, TimeSpan> times)
    {
        private int _id = 1000;

        /// <summary>Writes a suite: its own specs first, then the lists below it.</summary>
        public void Suite(string type, string name, string fullName, int depth, IReadOnlyList<SpecResult> results)
        {
            xml.WriteStartElement("test-suite");
            xml.Attribute("type", type);
            Identity(name, fullName);
            xml.Attribute("runstate", "Runnable");
            var isCancelled = depth is 0 && run.Result.IsCancelled;
            Summary(xml, run, results, isCancelled);
            Times(xml, run, times.Sum(results));
            if (depth is 0)
                RunProperties();
            if (isCancelled)
                Cancelled();
            foreach (var result in results.Where(result => result.Spec.Path.Count == depth))
                Case(result);
            foreach (var list in results.Where(result => result.Spec.Path.Count > depth).GroupBy(result => result.Spec.Path[depth], StringComparer.Ordinal))
                Suite("TestSuite", list.Key, depth is 0 ? list.Key : $"{fullName}.{list.Key}", depth + 1, [.. list]);
            xml.WriteEndElement();
        }

        private void RunProperties()
        {
            xml.WriteStartElement("properties");
            Property("PerfSpecs", run.Tool);
            if (run.Commit is { } commit)
                Property("Commit", commit);
            xml.WriteEndElement();
        }

        private void Cancelled()
        {
            xml.WriteStartElement("test-case");
            Identity("run", "run");
            xml.Attribute("methodname", "run");
            xml.Attribute("classname", "run");
            xml.Attribute("runstate", "Runnable");
            xml.Attribute("result", "Failed");
            xml.Attribute("label", "Cancelled");
            xml.Attribute("asserts", 0);
            xml.WriteStartElement("failure");
            xml.Element("message", FinishedRun.CancelledText);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        private void Case(SpecResult result)
        {
            var outcome = run.OutcomeOf(result);
            var list = string.Join('.', result.Spec.Path);
            xml.WriteStartElement("test-case");
            Identity(result.Spec.Spec.Id, string.Join('.', result.Spec.Path.Append(result.Spec.Spec.Id)));
            xml.Attribute("methodname", result.Spec.Spec.Id);
            xml.Attribute("classname", list);
            xml.Attribute("runstate", outcome is Outcome.Skipped ? "Ignored" : "Runnable");
            xml.Attribute("seed", run.Result.Plan.Seed);
            xml.Attribute("result", Result(outcome));
            if (outcome is Outcome.Errored or Outcome.Skipped)
                xml.Attribute("label", outcome is Outcome.Errored ? "Error" : "Ignored");
            Times(xml, run, times[result]);
            xml.Attribute("asserts", outcome is Outcome.Skipped ? 0 : 1);
            Properties(result);
            Told(result, outcome);
            xml.WriteEndElement();
        }

        private void Told(SpecResult result, Outcome outcome)
        {
            switch (outcome)
            {
                case Outcome.Passed:
                    xml.Element("output", Words.Sentence(result));
                    break;
                case Outcome.Failed or Outcome.Errored:
                    xml.WriteStartElement("failure");
                    xml.Element("message", string.Join('\n', run.Explain(result)));
                    if (result.Judgement.Cause.Thrown is { } thrown)
                        xml.Element("stack-trace", thrown.ToString());
                    xml.WriteEndElement();
                    break;
                default:
                    xml.WriteStartElement("reason");
                    xml.Element("message", Words.Reason(result));
                    xml.WriteEndElement();
                    break;
            }
        }

        private void Properties(SpecResult result)
        {
            xml.WriteStartElement("properties");
            foreach (var (name, value) in result.Spec.Spec.Tags.Select(tag => ("Category", tag)).Append(("Target", result.Spec.Spec.Target.ToString())))
                Property(name, value);
            xml.WriteEndElement();
        }

        private void Property(string name, string value)
        {
            xml.WriteStartElement("property");
            xml.Attribute("name", name);
            xml.Attribute("value", value);
            xml.WriteEndElement();
        }

        private void Identity(string name, string fullName)
        {
            xml.Attribute("id", string.Create(CultureInfo.InvariantCulture, $"0-{_id++}"));
            xml.Attribute("name", name);
            xml.Attribute("fullname", fullName);
        }

        private static string Result(Outcome outcome) => outcome switch
        {
            Outcome.Passed => "Passed",
            Outcome.Warned => "Warning",
            Outcome.Undecided => "Inconclusive",
            Outcome.Skipped => "Skipped",
            _ => "Failed",
        };
    }
}
