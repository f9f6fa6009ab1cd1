using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace McpServer;

/// <summary>Tools as a server of the Model Context Protocol offers them.</summary>
[McpServerToolType]
public sealed class Stock
{
    [McpServerTool(Name = "count_items"), Description("Counts the items of a shelf.")]
    public static string CountItems([Description("The shelf's letter.")] string shelf) =>
        shelf is "A" ? "7 items" : throw new McpException($"There is no shelf {shelf}; there is A.");

    [McpServerTool(Name = "empty_shelf"), Description("Throws everything away.")]
    public static string EmptyShelf() => "gone";
}
