using System.Xml;
using PerfSpecs.Running;

namespace PerfSpecs.Reports;

/// <summary>The run as JUnit XML, as CI systems read it: a suite for each list, a case for each spec.</summary>
/// <remarks>
/// JUnit knows passed, failed, errored and skipped. What is not decided, and what only warns, is skipped with its reason, so that the
/// file fails a build exactly where the exit code does; an unfit machine, too, is told by the exit code.
/// </remarks>
public sealed class JunitReport : IReportWriter
{
    /// <inheritdoc/>
    public void Write(FinishedRun run, Stream output)
    {
        using var xml = XmlWriter.Create(output, XmlText.Layout);
        xml.WriteStartElement("testsuites");
        xml.Attribute("name", run.Result.Plan.File);
        Counts(xml, run, run.Result.Results);
        xml.Seconds("time", run.Result.Elapsed);
        foreach (var list in run.Result.Results.GroupBy(result => string.Join('/', result.Spec.Path), StringComparer.Ordinal))
            Suite(xml, run, list.Key, [.. list]);
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, FinishedRun run, string list, IReadOnlyList<SpecResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", list);
        Counts(xml, run, results);
        xml.Seconds("time", results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Elapsed));
        xml.Attribute("timestamp", run.Started.UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "seed", XmlConvert.ToString(run.Result.Plan.Seed));
        Property(xml, "runtime", run.Environment.Runtime);
        Property(xml, "configuration", run.Environment.Configuration);
        Property(xml, "cores", XmlConvert.ToString(run.Environment.Cores));
        xml.WriteEndElement();
        foreach (var result in results)
            Case(xml, run, list, result);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, FinishedRun run, string list, SpecResult result)
    {
        xml.WriteStartElement("testcase");
        xml.Attribute("classname", list.Replace('/', '.'));
        xml.Attribute("name", result.Spec.Spec.Id);
        xml.Seconds("time", result.Elapsed);
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

    private static void Counts(XmlWriter xml, FinishedRun run, IReadOnlyList<SpecResult> results)
    {
        var outcomes = results.Select(run.OutcomeOf).ToList();
        xml.Attribute("tests", outcomes.Count);
        xml.Attribute("failures", outcomes.Count(outcome => outcome is Outcome.Failed));
        xml.Attribute("errors", outcomes.Count(outcome => outcome is Outcome.Errored));
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
