using PerfSpecs.Running;
using PerfSpecs.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PerfSpecs.CommandLine;

/// <summary>The lines of the specs that are being sampled: each one's interval closes in on its target.</summary>
internal sealed class RunningLines : IRenderable
{
    private const int Most = 8;
    private const int PictureWidth = 33;

    private readonly Dictionary<PlannedSpec, RunEvent.Progress> _running = [];

    /// <summary>Takes a step of one spec in, or a judged one out.</summary>
    public void Update(RunEvent.Progress? progress, SpecResult? judged)
    {
        if (judged is not null)
            _running.Remove(judged.Spec);
        if (progress is not null)
            _running[progress.Spec] = progress.Interval is null && _running.TryGetValue(progress.Spec, out var last) ? progress with { Interval = last.Interval } : progress;
    }

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)Lines(maxWidth)).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)Lines(maxWidth)).Render(options, maxWidth);

    private Rows Lines(int width)
    {
        var lines = _running.Values.Take(Most).Select(progress => Line(progress, width)).ToList();
        if (_running.Count > Most)
            lines.Add(new Spectre.Console.Text($"  … and {_running.Count - Most} more", new Style(Color.Grey)));
        return new Rows(lines);
    }

    private static Spectre.Console.Text Line(RunEvent.Progress progress, int width)
    {
        var spec = progress.Spec.Spec;
        var picture = progress.Interval is { } interval ? IntervalPicture.Draw(interval, spec.Target, PictureWidth) : new string('·', PictureWidth);
        var text = $"  ⋯ {picture}  {(progress.Taken is 0 ? "warming up" : $"n={progress.Taken}/{spec.Samples}"),-10}  {spec.Id}  {spec.Target}";
        return new Spectre.Console.Text(text.Length > width ? text[..width] : text, new Style(Color.Grey));
    }
}
