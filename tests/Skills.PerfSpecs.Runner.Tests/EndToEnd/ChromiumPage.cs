using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runner.Tests;

/// <summary>A page on a screen of a given size, used by clicks and keys as a person uses it.</summary>
internal sealed class ChromiumPage
{
    private readonly Chromium _browser;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private ChromiumPage(Chromium browser, string session)
    {
        (_browser, _session) = (browser, session);
        browser.Listeners[session] = Note;
    }

    /// <summary>What went wrong in the page's scripts, styles and policy.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <summary>What the page asked for, itself included.</summary>
    public IEnumerable<string> Requests => _requests;

    public static async Task<ChromiumPage> Open(Chromium browser, Uri address, int width, bool isDark = false)
    {
        var target = (await browser.Ask(null, "Target.createTarget", new JsonObject { ["url"] = "about:blank" })).GetProperty("targetId").GetString();
        var session = (await browser.Ask(null, "Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })).GetProperty("sessionId").GetString()!;
        var page = new ChromiumPage(browser, session);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
            await page.Ask($"{domain}.enable");
        // A window of a headless Chromium is never narrower than 500 pixels; a screen can be.
        await page.Ask("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await page.Media("screen", isDark);
        await page.Ask("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await page.See<bool>("""new Promise(done => document.readyState === "complete" ? done(true) : addEventListener("load", () => done(true)))""");
        return page;
    }

    /// <summary>Shows the page on a screen or on paper.</summary>
    public Task Media(string media, bool isDark) => Ask("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = media,
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
    });

    /// <summary>The value of an expression, or of what it promises.</summary>
    public async Task<T> See<T>(string expression)
    {
        var answer = await Ask("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        if (answer.TryGetProperty("exceptionDetails", out var thrown))
            Assert.Fail($"{expression}: {thrown}");
        return answer.GetProperty("result").GetProperty("value").Deserialize<T>()!;
    }

    /// <summary>Clicks into the middle of an element.</summary>
    public async Task Click(string selector)
    {
        var place = await See<double[]>(string.Create(CultureInfo.InvariantCulture, $$"""
            (() => { const one = document.querySelector('{{selector}}'); one.scrollIntoView({ block: "center", behavior: "instant" });
            const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()
            """));
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await Ask("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = place[0], ["y"] = place[1], ["button"] = "left", ["clickCount"] = 1 });
    }

    /// <summary>Presses a key and lets it go.</summary>
    public async Task Press(string key)
    {
        var (code, text) = key switch
        {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            " " => (32, " "),
            "ArrowDown" => (40, ""),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "This key has no code here."),
        };
        await Ask("Input.dispatchKeyEvent", new JsonObject { ["type"] = text.Length is 0 ? "rawKeyDown" : "keyDown", ["key"] = key, ["text"] = text, ["windowsVirtualKeyCode"] = code });
        await Ask("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = code });
    }

    /// <summary>Types a text where the focus is.</summary>
    public Task Type(string text) => Ask("Input.insertText", new JsonObject { ["text"] = text });

    private Task<JsonElement> Ask(string method, JsonObject? parameters = null) => _browser.Ask(_session, method, parameters);

    private void Note(string method, JsonElement told)
    {
        switch (method)
        {
            case "Network.requestWillBeSent":
                _requests.Enqueue(told.GetProperty("request").GetProperty("url").GetString()!);
                break;
            case "Runtime.exceptionThrown":
            case "Runtime.consoleAPICalled":
            case "Log.entryAdded":
                _errors.Enqueue(told.ToString());
                break;
        }
    }
}
