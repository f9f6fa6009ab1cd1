using System.Text;
using PerfSpecs.CommandLine;

namespace PerfSpecs.Tests;

[TestClass]
public sealed class GuardedWriterTests
{
    [TestMethod]
    public void What_a_stream_takes_is_written_and_the_first_failure_is_kept()
    {
        using var broken = new Breaking();
        using var writer = new GuardedWriter(() => broken);
        writer.Write('a');
        writer.Write("bc");
        Assert.IsNull(writer.Failure);

        broken.Message = "disk full";
        writer.Write("lost");
        broken.Message = "another";
        writer.Write("lost");
        writer.Flush();

        Assert.AreEqual("disk full", writer.Failure);
        Assert.AreEqual("abc", broken.Text.ToString());
    }

    [TestMethod]
    public void A_stream_that_cannot_be_opened_is_a_failure_and_no_exception()
    {
        using var writer = new GuardedWriter(() => throw new IOException("closed"));
        writer.WriteLine("lost");

        Assert.AreEqual("closed", writer.Failure);
    }

    private sealed class Breaking : TextWriter
    {
        public StringBuilder Text { get; } = new();

        public string? Message { get; set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (Message is { } message)
                throw new IOException(message);
            Text.Append(value);
        }
    }
}
