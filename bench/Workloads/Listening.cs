using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Bench;

/// <summary>Listens to the traces and metrics of Skills until it is disposed, as an exporter does.</summary>
internal sealed class Listening : IDisposable
{
    private const string Name = "Skills";

    private readonly MeterListener _meters = new();

    private readonly ActivityListener _traces = new()
    {
        ShouldListenTo = static source => source.Name is Name,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public Listening()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _meters.Start();
        ActivitySource.AddActivityListener(_traces);
    }

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }
}
