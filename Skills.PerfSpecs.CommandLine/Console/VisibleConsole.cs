using PerfSpecs.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PerfSpecs.CommandLine;

/// <summary>Makes every text on a console visible, whichever report or verb writes it; the console's own control codes pass.</summary>
internal sealed class VisibleConsole : IRenderHook
{
    /// <summary>A console that from now on shows <see cref="VisibleText"/> alone.</summary>
    public static IAnsiConsole Of(IAnsiConsole console)
    {
        console.Pipeline.Attach(new VisibleConsole());
        return console;
    }

    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => renderable is ControlCode ? renderable : new Visible(renderable));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode ? segment : Shown(segment));

        private static Segment Shown(Segment segment)
        {
            var text = VisibleText.Of(segment.Text);
            return ReferenceEquals(text, segment.Text) ? segment : new Segment(text, segment.Style);
        }
    }
}
