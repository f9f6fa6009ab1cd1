using Microsoft.Extensions.AI;

namespace Skills;

/// <summary>A conversation while it goes on. Its methods are what steps do: an execution calls them as things happen, and the fold of a journal calls them again.</summary>
/// <remarks>Calls of one turn record their ends at once, each in its own slot; what they share is locked. Everything else belongs to the loop.</remarks>
internal sealed class ConversationState
{
    /// <summary>A loop over more turns than this one is not seen as one.</summary>
    private const int LongestLoop = 8;

    private UsageSum _usage;
    private Dictionary<string, int>? _failures;
    private List<string>? _activeSkills;
    private CallSlot[] _slots = new CallSlot[1];
    private ulong[]? _lastTurns;
    private int _turns;
    private int _recorded;

    public string ExecutionId { get; private init; } = "";

    public string Skill { get; private init; } = "";

    public string SkillDigest { get; private init; } = "";

    public IReadOnlyList<string> Parents { get; private init; } = [];

    public List<ChatMessage> Messages { get; } = new(8);

    /// <summary>How many messages the steps so far hold.</summary>
    public int Saved { get; private set; }

    /// <summary>The calls of the present turn.</summary>
    public int Calls { get; private set; }

    public int Iteration { get; private set; }

    public int ToolCalls { get; private set; }

    public int FailingTurns { get; private set; }

    public int Repetitions { get; private set; }

    public int SubAgents { get; private set; }

    public string? LimitReached { get; private set; }

    public int NextSequence { get; set; }

    public long Steps { get; set; }

    public bool IsEnded { get; private set; }

    public Usage Usage => _usage.Total;

    public IReadOnlyList<string> ActiveSkills => _activeSkills ?? (IReadOnlyList<string>)[];

    /// <summary>The calls of the last turns that brought nothing new, each once.</summary>
    public IReadOnlyList<FunctionCallContent> RepeatedCalls => TurnSignature.LastCalls(Messages, Repetitions);

    /// <summary>Whether every call of the turn is recorded.</summary>
    public bool IsTurnRecorded => _recorded == Calls;

    public static ConversationState Begin(string executionId, string skill, string digest, IReadOnlyList<string> parents) =>
        new() { ExecutionId = executionId, Skill = skill, SkillDigest = digest, Parents = parents };

    public static ConversationState Of(SkillConversation value)
    {
        var state = new ConversationState { ExecutionId = value.ExecutionId, Skill = value.Skill, SkillDigest = value.SkillDigest, Parents = value.Parents };
        state.Messages.AddRange(value.Messages);
        state.Saved = state.Messages.Count;
        state._slots = value.Calls.Count is 0 ? state._slots : [.. value.Calls.Select(CallSlot.Of)];
        state.Calls = value.Calls.Count;
        state._recorded = value.Calls.Count(call => call.State is CallState.Recorded);
        state._failures = value.Failures.Count is 0 ? null : value.Failures.ToDictionary(StringComparer.Ordinal);
        state._activeSkills = value.ActiveSkills.Count is 0 ? null : [.. value.ActiveSkills];
        (state.Iteration, state.ToolCalls, state.FailingTurns, state.Repetitions) = (value.Iteration, value.ToolCalls, value.FailingTurns, value.Repetitions);
        (state.SubAgents, state.LimitReached, state.NextSequence, state.Steps, state.IsEnded) = (value.SubAgents, value.LimitReached, value.NextSequence, value.Steps, value.IsEnded);
        state._usage.Add(value.Usage);
        state.ForgetDropped();
        return state;
    }

    public static ConversationState Apply(ConversationState? before, ConversationStep step)
    {
        var state = step switch
        {
            ConversationStep.Begun begun => Begin(begun.ExecutionId, begun.Skill, begun.SkillDigest, begun.Parents),
            ConversationStep.Snapshot snapshot => Of(snapshot.Conversation),
            _ => before ?? throw new InvalidDataException("The first step of a conversation is neither its beginning nor a snapshot."),
        };
        state.Apply(step);
        state.Steps++;
        return state;
    }

    public SkillConversation Snapshot() => new()
    {
        ExecutionId = ExecutionId,
        Skill = Skill,
        SkillDigest = SkillDigest,
        Messages = [.. Messages],
        Calls = Calls is 0 ? [] : [.. _slots.Take(Calls).Select(slot => slot.ToValue())],
        ActiveSkills = _activeSkills is null ? [] : [.. _activeSkills],
        Failures = _failures is null ? SkillConversation.NoFailures : new Dictionary<string, int>(_failures, StringComparer.Ordinal),
        Parents = Parents,
        Iteration = Iteration,
        ToolCalls = ToolCalls,
        FailingTurns = FailingTurns,
        Repetitions = Repetitions,
        SubAgents = SubAgents,
        LimitReached = LimitReached,
        Usage = Usage,
        NextSequence = NextSequence,
        Steps = Steps,
        IsEnded = IsEnded,
    };

    public ref CallSlot Slot(int call) => ref _slots[call];

    public int IndexOf(string callId)
    {
        for (var i = 0; i < Calls; i++)
        {
            if (string.Equals(_slots[i].Call.CallId, callId, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    /// <summary>A turn begins; further messages were added to <see cref="Messages"/> already.</summary>
    public void StartTurn(bool isInput, string? limitReached)
    {
        Saved = Messages.Count;
        (LimitReached, IsEnded) = (limitReached, false);
        if (isInput)
        {
            (Iteration, ToolCalls, FailingTurns, Repetitions) = (0, 0, 0, 0);
            _lastTurns = null;
        }
    }

    /// <summary>The model has answered; its messages were added already.</summary>
    public void Answer(List<FunctionCallContent> calls)
    {
        Iteration++;
        ToolCalls += calls.Count;
        Saved = Messages.Count;
        if (_slots.Length < calls.Count)
            _slots = new CallSlot[calls.Count];
        for (var i = 0; i < calls.Count; i++)
            _slots[i].Begin(calls[i]);
        (Calls, _recorded) = (calls.Count, 0);
    }

    /// <summary>The execution's own model was called; the loop's thread says so.</summary>
    public void Spend(in ModelUsage used) => _usage.Add(used);

    /// <summary>A sub-agent has ended; several may do so at once.</summary>
    public void Spend(Usage used)
    {
        lock (this)
            _usage.Add(used);
    }

    public void Start(int call) => _slots[call].State = CallState.Started;

    public void Ask(int call, SkillConversation? subAgent)
    {
        _slots[call].State = CallState.Asked;
        if (subAgent is not null)
            (_slots[call].State, _slots[call].SubAgent) = (CallState.Allowed, subAgent);
    }

    public void Allow(int call, IDictionary<string, object?>? changed)
    {
        ref var slot = ref _slots[call];
        slot.State = CallState.Allowed;
        if (changed is null)
            return;
        slot.Call = new FunctionCallContent(slot.Call.CallId, slot.Call.Name, changed);
        slot.IsChanged = true;
    }

    public string NextSubAgent()
    {
        lock (this)
            return FormattableString.Invariant($"{ExecutionId}.{++SubAgents}");
    }

    public void Activate(string skill)
    {
        lock (this)
            (_activeSkills ??= []).Add(skill);
    }

    /// <summary>How often a call has failed.</summary>
    public int Failures(FunctionCallContent call)
    {
        lock (this)
            return _failures is null ? 0 : _failures.GetValueOrDefault(ToolCallText.Of(call));
    }

    /// <summary>Whether a call has failed.</summary>
    public bool HasFailures => Volatile.Read(ref _failures) is not null;

    /// <summary>How often each failed call has failed.</summary>
    public IReadOnlyDictionary<string, int> AllFailures => _failures ?? SkillConversation.NoFailures;

    /// <summary>A call has ended.</summary>
    public void Record(int call, string observation, bool isFailed, string? failureKey)
    {
        ref var slot = ref _slots[call];
        (slot.State, slot.Observation, slot.IsFailed, slot.SubAgent) = (CallState.Recorded, observation, isFailed, null);
        // A turn's only call ends alone.
        if (Calls is 1 && failureKey is null)
        {
            _recorded = 1;
            return;
        }

        lock (this)
        {
            if (failureKey is not null)
                (_failures ??= new Dictionary<string, int>(StringComparer.Ordinal))[failureKey] = _failures.GetValueOrDefault(failureKey) + 1;
            _recorded++;
        }
    }

    /// <summary>Every call of the turn is recorded: the observations become the model's.</summary>
    public void CloseTurn()
    {
        var results = new AIContent[Calls];
        var isFailing = true;
        for (var i = 0; i < Calls; i++)
        {
            ref var slot = ref _slots[i];
            results[i] = new FunctionResultContent(slot.Call.CallId, slot.Observation) { Exception = slot.IsFailed ? new InvalidOperationException(slot.Observation) : null };
            isFailing &= slot.IsFailed;
        }

        FailingTurns = isFailing ? FailingTurns + 1 : 0;
        var turn = TurnSignature.Of(_slots.AsSpan(0, Calls));
        Repetitions = _lastTurns is not null && _lastTurns.AsSpan().Contains(turn) ? Repetitions + 1 : 1;
        KeepTurn(turn);
        Messages.Add(new ChatMessage(ChatRole.Tool, results));
        Saved = Messages.Count;
        (Calls, _recorded) = (0, 0);
    }

    public void End() => IsEnded = true;

    private void Apply(ConversationStep step)
    {
        switch (step)
        {
            case ConversationStep.TurnStarted turn:
                Messages.AddRange(turn.Added);
                NextSequence = turn.NextSequence;
                StartTurn(turn.IsInput, turn.LimitReached);
                break;
            case ConversationStep.ModelAnswered answered:
                Messages.AddRange(answered.Messages);
                NextSequence = answered.NextSequence;
                Answer([.. answered.Calls.Select(call => CallSlot.Of(call).Call)]);
                for (var i = 0; i < answered.Calls.Count; i++)
                    _slots[i].Unreadable = answered.Calls[i].Unreadable;
                _usage.Add(answered.Usage);
                break;
            case ConversationStep.BatchStarted batch:
                foreach (var id in batch.CallIds)
                    Start(IndexOf(id));
                break;
            case ConversationStep.SubAgentStarted subAgent:
                _slots[IndexOf(subAgent.CallId)].SubAgentId = subAgent.SubAgentId;
                NextSubAgent();
                break;
            case ConversationStep.SkillActivated activated:
                Activate(activated.Skill);
                break;
            case ConversationStep.DecisionAsked asked:
                Ask(IndexOf(asked.CallId), asked.SubAgent);
                break;
            case ConversationStep.DecisionMade decided:
                Allow(IndexOf(decided.CallId), CallDigest.Arguments(decided.Arguments));
                break;
            case ConversationStep.CallRecorded recorded:
                Record(IndexOf(recorded.CallId), recorded.Observation, recorded.IsFailed, recorded.FailureKey);
                _usage.Add(recorded.Usage);
                if (IsTurnRecorded)
                    CloseTurn();
                break;
            case ConversationStep.Suspended suspended:
                NextSequence = suspended.NextSequence;
                break;
            case ConversationStep.Ended ended:
                NextSequence = ended.NextSequence;
                _usage.Add(ended.Usage);
                End();
                break;
        }
    }

    /// <summary>Knows only the turns whose results are in the messages as they came: a call whose result was dropped may be made again.</summary>
    public void ForgetDropped()
    {
        (_lastTurns, _turns) = (null, 0);
        foreach (var turn in TurnSignature.LastOf(Messages, LongestLoop))
            KeepTurn(turn);
    }

    private void KeepTurn(ulong turn)
    {
        _lastTurns ??= new ulong[LongestLoop];
        _lastTurns[_turns++ % LongestLoop] = turn;
    }
}
