using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Listening;

/// <summary>Greets the container's health check, which is to leave no session at Postfix. Starts after the listeners: who greets has them all.</summary>
internal sealed class HealthListener : IHostedService, IDisposable
{
    private readonly ListeningSocket listening;

    public HealthListener(FrontSettings settings, ILogger<HealthListener> logger) => listening = new(settings.Health, Greet, logger);

    public IPEndPoint EndPoint => listening.EndPoint;

    /// <exception cref="IOException">The place is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => listening.StopAsync();

    public void Dispose() => listening.Dispose();

    private static void Greet(Socket connection)
    {
        using (connection)
        {
            // Who has gone already is not told.
            connection.Send("220 front\r\n"u8, SocketFlags.None, out _);
        }
    }
}
