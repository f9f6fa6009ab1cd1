using System.Xml;
using PerfSpecs.Results;
using PerfSpecs.Running;
using PerfSpecs.Text;

namespace PerfSpecs.Reports;

/// <summary>The run as JUnit XML, as CI systems read it: a suite for each list, a case for each spec.</summary>
/// <remarks>
/// JUnit knows passed, failed, errored and skipped. What is not decided, and a broken budget that only warns, is skipped with its reason: build
/// servers count and show that, where they fold the output of a passed case away. A cancelled run has an error of its own. So the file fails
/// a build where the exit code does, except for an unfit machine, which the exit code alone reports.
/// </remarks>
public sealed class JunitReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(FinishedRun run, Stream output)
    {
        using var xml = XmlWriter.Create(output, XmlText.Layout);
        xml.WriteStartElement("testsuites");
        xml.Attribute("name", run.Result.Plan.File);
        Counts(xml, run, run.Result.Results, run.Result.IsCancelled);
        xml.Seconds("time", run.Result.Elapsed);
        var times = TimeShares.Of(run.Result.Results);
        foreach (var list in run.Result.Results.GroupBy(result => string.Join('/', result.Spec.Path), StringComparer.Ordinal))
            Suite(xml, run, times, list.Key, [.. list]);
        if (run.Result.IsCancelled)
            Cancelled(xml, run);
        xml.WriteEndElement();
    }

    private static void Cancelled(XmlWriter xml, FinishedRun run)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", "run");
        Counts(xml, run, [], isCancelled: true);
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", "run");
        xml.Attribute("name", "run");
        xml.WriteStartElement("error");
        xml.Attribute("message", FinishedRun.CancelledText);
        xml.Attribute("type", "cancelled");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, FinishedRun run, IReadOnlyDictionary<SpecResult, TimeSpan> times, string list, IReadOnlyList<SpecResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", list);
        Counts(xml, run, results, isCancelled: false);
        xml.Seconds("time", times.Sum(results));
        xml.Attribute("timestamp", run.Started.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "perfspecs", run.Tool);
        if (run.Commit is { } commit)
            Property(xml, "commit", commit);
        Property(xml, "seed", XmlConvert.ToString(run.Result.Plan.Seed));
        Property(xml, "runtime", run.Environment.Runtime);
        Property(xml, "configuration", run.Environment.Configuration);
        Property(xml, "cores", XmlConvert.ToString(run.Environment.Cores));
        xml.WriteEndElement();
        foreach (var result in results)
            Case(xml, run, times[result], list, result);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, FinishedRun run, TimeSpan time, string list, SpecResult result)
    {
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", list.Replace('/', '.'));
        xml.Attribute("name", result.Spec.Spec.Id);
        xml.Seconds("time", time);
        if (result.Spec.Spec.Where is { } where)
        {
            xml.Attribute("file", where.File);
            xml.Attribute("line", where.Line);
        }

        switch (run.OutcomeOf(result))
        {
            case Outcome.Passed:
                xml.Element("system-out", Words.Sentence(result));
                break;
            case Outcome.Failed:
                Verdict(xml, "failure", result, result.Judgement.Verdict.ToString().ToLowerInvariant(), string.Join('\n', run.Explain(result)));
                break;
            case Outcome.Errored:
                var thrown = result.Judgement.Cause.Thrown;
                Verdict(xml, "error", result, thrown?.GetType().FullName ?? result.Judgement.Cause.GetType().Name, thrown?.ToString() ?? string.Join('\n', run.Explain(result)));
                break;
            default:
                xml.WriteStartElement("skipped");
                xml.Attribute("message", Words.Reason(result));
                xml.WriteEndElement();
                break;
        }

        xml.WriteEndElement();
    }

    private static void Verdict(XmlWriter xml, string element, SpecResult result, string type, string text)
    {
        xml.WriteStartElement(element);
        xml.Attribute("message", Words.Sentence(result));
        xml.Attribute("type", type);
        xml.WriteString(XmlText.Clean(text));
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, FinishedRun run, IReadOnlyList<SpecResult> results, bool isCancelled)
    {
        var outcomes = results.Select(run.OutcomeOf).ToList();
        xml.Attribute("tests", outcomes.Count + (isCancelled ? 1 : 0));
        xml.Attribute("failures", outcomes.Count(outcome => outcome is Outcome.Failed));
        xml.Attribute("errors", outcomes.Count(outcome => outcome is Outcome.Errored) + (isCancelled ? 1 : 0));
        xml.Attribute("skipped", outcomes.Count(outcome => outcome is Outcome.Warned or Outcome.Undecided or Outcome.Skipped));
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.Attribute("name", name);
        xml.Attribute("value", value);
        xml.WriteEndElement();
    }
}
