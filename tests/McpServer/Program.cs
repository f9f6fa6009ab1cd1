using McpServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A real server of the Model Context Protocol over standard input and output, which nothing else may write to.
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddMcpServer().WithStdioServerTransport().WithTools<Stock>();
await builder.Build().RunAsync();
