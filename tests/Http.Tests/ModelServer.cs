using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Http.Tests;

/// <summary>A real HTTP server that answers model calls, one scripted answer after the other, by server-sent events.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers;
    private readonly WebApplication _app;

    private ModelServer(WebApplication app, ConcurrentQueue<Func<HttpContext, Task>> answers) => (_app, _answers) = (app, answers);

    /// <summary>The bodies of the requests, in order.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts a server for one path.</summary>
    public static async Task<ModelServer> Start(string path, params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new ModelServer(builder.Build(), new(answers));
        server._app.MapPost(path, (RequestDelegate)server.Answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>An answer of server-sent events with these data.</summary>
    public static Func<HttpContext, Task> Stream(params string[] data) => async context =>
    {
        await Begin(context);
        foreach (var item in data)
            await Send(context, item);
    };

    /// <summary>A stream that breaks off behind these data.</summary>
    public static Func<HttpContext, Task> Cut(params string[] data) => async context =>
    {
        await Stream(data)(context);
        context.Abort();
    };

    /// <summary>A stream that says nothing more behind these data.</summary>
    public static Func<HttpContext, Task> Stall(params string[] data) => async context =>
    {
        await Stream(data)(context);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    };

    /// <summary>A refusal.</summary>
    public static Func<HttpContext, Task> Refuse(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { error = new { message = "not now", type = "busy" } });
    };

    private static async Task Begin(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.StartAsync();
    }

    private static async Task Send(HttpContext context, string data)
    {
        // Ollama sends lines of JSON, the others server-sent events, some of which bring their name along.
        await context.Response.WriteAsync(context.Request.Path == "/api/chat" ? $"{data}\n" : data.StartsWith("event:", StringComparison.Ordinal) ? $"{data}\n\n" : $"data: {data}\n\n");
        await context.Response.Body.FlushAsync();
    }

    private async Task Answer(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Requests.Enqueue(body.RootElement.Clone());
        await (_answers.TryDequeue(out var answer) ? answer : Refuse(500))(context);
    }
}
