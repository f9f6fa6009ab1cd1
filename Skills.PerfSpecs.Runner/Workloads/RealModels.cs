using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace Runner.Workloads;

/// <summary>A real model, chosen by environment variables, so that <c>simple-task/duration</c> can be run against a real endpoint.</summary>
/// <remarks>
/// <c>SKILLS_MODEL_PROVIDER</c>: <c>openai</c> (OpenAI-compatible, which local servers are as well), <c>ollama</c> or <c>anthropic</c>; unset for the script.
/// <c>SKILLS_MODEL_NAME</c>: the model, always needed. <c>SKILLS_MODEL_ENDPOINT</c>: a URL; each provider's own where unset. <c>SKILLS_MODEL_KEY</c>: the key, where
/// the endpoint asks for one. The clients do not retry: the engine does, and once is enough.
/// </remarks>
public static class RealModels
{
    private const string Prefix = "SKILLS_MODEL_";

    /// <summary>The model that the environment asks for; null where it asks for none.</summary>
    /// <param name="variable">Reads an environment variable; null for the process's own.</param>
    /// <exception cref="InvalidOperationException">A variable is missing or makes no sense; the message says which and how to mend it.</exception>
    public static IChatClient? FromEnvironment(Func<string, string?>? variable = null)
    {
        string? Read(string name) => (variable ?? Environment.GetEnvironmentVariable)(Prefix + name) is { Length: > 0 } value ? value : null;
        if (Read("PROVIDER") is not { } provider)
            return null;
        var name = Read("NAME") ?? throw new InvalidOperationException($"{Prefix}PROVIDER is \"{provider}\", and {Prefix}NAME names no model; set it, such as to gpt-oss:20b.");
        var endpoint = Endpoint(Read("ENDPOINT"));
        var key = Read("KEY");
        return provider.ToLowerInvariant() switch
        {
            "openai" => new OpenAIClient(new ApiKeyCredential(key ?? "none"), OpenAIOptions(endpoint)).GetChatClient(name).AsIChatClient(),
            "ollama" => new OllamaApiClient(endpoint ?? new Uri("http://localhost:11434"), name),
            "anthropic" => new AnthropicClient(AnthropicOptions(endpoint, key)).AsIChatClient(name),
            _ => throw new InvalidOperationException($"{Prefix}PROVIDER is \"{provider}\"; known are openai, ollama and anthropic."),
        };
    }

    /// <summary>How long a throttled endpoint asks to wait; null where it does not say.</summary>
    /// <param name="fault">What a model call threw.</param>
    public static TimeSpan? RetryAfter(Exception fault) =>
        fault is ClientResultException result
        && result.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var value) is true
        && int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static Uri? Endpoint(string? text) =>
        text is null ? null :
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" ? endpoint :
        throw new InvalidOperationException($"{Prefix}ENDPOINT is \"{text}\", which is no http or https URL.");

    private static OpenAIClientOptions OpenAIOptions(Uri? endpoint)
    {
        var options = new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(0) };
        if (endpoint is not null)
            options.Endpoint = endpoint;
        return options;
    }

    private static ClientOptions AnthropicOptions(Uri? endpoint, string? key)
    {
        var options = new ClientOptions { MaxRetries = 0, ApiKey = key ?? "none" };
        if (endpoint is not null)
            options.BaseUrl = endpoint.ToString().TrimEnd('/');
        return options;
    }
}
