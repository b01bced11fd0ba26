using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MtaStsAudit.Front.Listening;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front;

/// <summary>Puts the front together: its listeners, the room for sessions, and their records.</summary>
internal static class FrontApp
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(8);

    /// <param name="records">Where the records of sessions go.</param>
    public static IHost Build(FrontSettings settings, TextWriter records, TimeProvider time, Action<HostApplicationBuilder>? adjust = null)
    {
        // The settings file is all the configuration there is.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        AddLog(builder.Logging);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestShutdown);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<SessionRoom>();
        builder.Services.AddSingleton(new SessionLog(records));
        builder.Services.AddSingleton<SyslogSender>();
        builder.Services.AddSingleton<SessionHost>();
        builder.Services.AddSingleton<FrontListeners>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FrontListeners>());
        builder.Services.AddSingleton<HealthListener>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HealthListener>());
        builder.Services.AddSingleton<LocalAddresses>(AddressWatch.OfThisNetwork);
        builder.Services.AddSingleton<AddressWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AddressWatch>());
        adjust?.Invoke(builder);
        return builder.Build();
    }

    // Standard output has the records and nothing else.
    private static void AddLog(ILoggingBuilder logging)
    {
        logging.AddJsonConsole(options =>
        {
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.AddFilter("Microsoft.Hosting", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
