namespace PerfSpecs.CommandLine;

/// <summary>The methods of a process by the addresses of their code.</summary>
internal sealed class MethodMap
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const string Rundown = "Microsoft-Windows-DotNETRuntimeRundown";
    private const int Loaded = 143;
    private const int StillThere = 144;

    private readonly SortedList<ulong, (uint Size, string Name)> _methods = [];

    /// <summary>What stands for code that no method is known of: mostly the stubs that lead from managed code into the system.</summary>
    public const string Unknown = "(stub)";

    /// <summary>Takes a method from an event that tells of one.</summary>
    public void Take(TraceEvent happened)
    {
        if (happened is not ({ Provider: Runtime, Id: Loaded } or { Provider: Rundown, Id: StillThere }))
            return;
        var cursor = new TraceCursor(happened.Payload);
        cursor.Skip(2 * sizeof(long));
        var start = (ulong)cursor.Int64();
        var size = (uint)cursor.Int32();
        cursor.Skip(2 * sizeof(int));
        var type = cursor.Text();
        _methods[start] = (size, NameOf(type, cursor.Text()));
    }

    /// <summary>A method as its writer knows it: the compiler's state machine of an asynchronous one is the method itself.</summary>
    public static string NameOf(string type, string method)
    {
        var begin = method is "MoveNext" ? type.LastIndexOf("+<", StringComparison.Ordinal) : -1;
        var end = type.LastIndexOf(">d", StringComparison.Ordinal);
        return begin >= 0 && end > begin ? $"{type[..begin]}.{type[(begin + 2)..end]}" : type.Length > 0 ? $"{type}.{method}" : method;
    }

    /// <summary>The method whose code an address lies in, with its type.</summary>
    public string NameAt(ulong address)
    {
        var (low, high) = (0, _methods.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var start = _methods.GetKeyAtIndex(middle);
            if (address < start)
                high = middle - 1;
            else if (address - start < _methods.GetValueAtIndex(middle).Size)
                return _methods.GetValueAtIndex(middle).Name;
            else
                low = middle + 1;
        }

        return Unknown;
    }
}
