namespace Skills;

/// <summary>Adds figures up, model by model. The usual execution has one model.</summary>
internal struct UsageSum
{
    private Sum? _first;
    private List<Sum>? _further;

    public readonly Usage Total => _first is null ? Usage.None
        : new Usage { Models = _further is null ? [_first.ToValue()] : [_first.ToValue(), .. _further.Select(sum => sum.ToValue())] };

    public void Add(in ModelUsage used)
    {
        _first ??= new Sum(used.Model);
        if (ReferenceEquals(_first.Model, used.Model) || string.Equals(_first.Model, used.Model, StringComparison.Ordinal))
            _first.Add(used);
        else
            AddFurther(used);
    }

    private void AddFurther(in ModelUsage used)
    {
        var model = used.Model;
        _further ??= [];
        var sum = _further.Find(known => string.Equals(known.Model, model, StringComparison.Ordinal));
        if (sum is null)
            _further.Add(sum = new Sum(model));
        sum.Add(used);
    }

    public void Add(Usage used)
    {
        foreach (var model in used.Models)
            Add(model);
    }

    private sealed class Sum(string model)
    {
        private int _calls;
        private long _input;
        private long _cached;
        private long _output;
        private long _reasoning;

        public string Model => model;

        public void Add(in ModelUsage used)
        {
            _calls += used.Calls;
            _input += used.InputTokens;
            _cached += used.CachedInputTokens;
            _output += used.OutputTokens;
            _reasoning += used.ReasoningTokens;
        }

        public ModelUsage ToValue() => new(model, _calls, _input, _cached, _output, _reasoning);
    }
}
