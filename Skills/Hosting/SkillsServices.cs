using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Skills;

/// <summary>Skills in a host.</summary>
public static class SkillsServices
{
    /// <summary>
    /// Adds a <see cref="SkillCatalog"/>, a <see cref="SkillExecutor"/> over the host's <see cref="IChatClient"/>, and a
    /// <see cref="SkillOrchestrator"/>, which drains when the host stops; options are validated when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddSkills(this IServiceCollection services, Action<SkillsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SkillsOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SkillsOptions>, SkillsOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => SkillCatalog.Discover(Options(provider).Folders, Options(provider).Discovery));
        services.TryAddSingleton(provider => new SkillExecutor(
            provider.GetRequiredService<IChatClient>(),
            Options(provider).Executor,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<SkillExecutor>>()));
        services.TryAddSingleton(provider => new SkillOrchestrator(provider.GetRequiredService<SkillExecutor>(), Options(provider).Orchestrator));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SkillsDrain>());
        return services;
    }

    /// <summary>Adds a health check named <c>skills</c>: degraded where skills are broken or the queue is full.</summary>
    /// <param name="builder">The host's health checks.</param>
    public static IHealthChecksBuilder AddSkills(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<SkillsHealth>("skills");
    }

    private static SkillsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SkillsOptions>>().Value;

    /// <summary>Lets the executions end before the host does; the host's patience is theirs.</summary>
    private sealed class SkillsDrain(IServiceProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => provider.GetRequiredService<SkillOrchestrator>().DrainAsync(cancellationToken);
    }
}
