using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runner.Tests;

/// <summary>A headless Chromium, told what to do over its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private readonly SemaphoreSlim _sending = new(1);
    private int _count;

    private Chromium(Process process) => _process = process;

    /// <summary>Where it is, by <c>CHROMIUM</c> or on the PATH; null where there is none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named :
        new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Who hears what a session says without being asked: method and parameters.</summary>
    public ConcurrentDictionary<string, Action<string, JsonElement>> Listeners { get; } = new(StringComparer.Ordinal);

    public static async Task<Chromium> Start(string program, string profile)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank" })
            start.ArgumentList.Add(arg);
        var process = Process.Start(start)!;
        var address = await Address(process.StandardError).WaitAsync(TimeSpan.FromSeconds(60));
        // What else it says would fill the pipes, and then it would wait.
        process.BeginOutputReadLine();
        _ = process.StandardError.ReadToEndAsync();
        var browser = new Chromium(process);
        await browser._socket.ConnectAsync(address, CancellationToken.None);
        _ = browser.Listen();
        return browser;
    }

    /// <summary>Asks for something and waits for the answer.</summary>
    /// <param name="session">The page's session; null for the browser itself.</param>
    public async Task<JsonElement> Ask(string? session, string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _count);
        var answer = _asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        _sending.Dispose();
    }

    private static async Task<Uri> Address(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
                return new Uri(line[Announcement.Length..]);
        }

        throw new InvalidOperationException("Chromium ended before it could be told anything.");
    }

    private async Task Listen()
    {
        try
        {
            while (await Receive() is { } message)
                Heard(message);
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The browser was ended: what is still asked for finds its time limit.
        }
    }

    private void Heard(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            if (message.TryGetProperty("sessionId", out var session) && Listeners.TryGetValue(session.GetString()!, out var listener))
                listener(message.GetProperty("method").GetString()!, message.GetProperty("params"));
            return;
        }

        if (!_asked.TryRemove(id.GetInt32(), out var answer))
            return;
        else if (message.TryGetProperty("error", out var error))
            answer.SetException(new InvalidOperationException(error.ToString()));
        else
            answer.SetResult(message.GetProperty("result"));
    }

    private async Task<JsonElement?> Receive()
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType is WebSocketMessageType.Close ? null : JsonSerializer.Deserialize<JsonElement>(whole.ToArray());
    }
}
