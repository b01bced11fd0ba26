using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Listening;

/// <summary>The addresses of the settings, from the start of the program to its end.</summary>
internal sealed partial class FrontListeners(FrontSettings settings, SessionHost sessions, ILogger<FrontListeners> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, bool> open = [];
    private readonly List<ListeningSocket> listening = [];

    /// <summary>In the order of the settings, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => [.. listening.Select(socket => socket.EndPoint)];

    /// <exception cref="IOException">One of the places is taken, or there is none such.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in settings.Listeners)
        {
            var socket = new ListeningSocket(listener.Address, connection => Serve(connection, listener), logger);
            listening.Add(socket);
            socket.Start();
            Log.Listening(logger, socket.EndPoint, ChannelFaultName.Of(listener.Fault));
        }

        return Task.CompletedTask;
    }

    /// <summary>Sessions are cut: a sender whose session breaks comes again. Their records are written.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(listening.Select(socket => socket.StopAsync()));
        await stopping.CancelAsync();
        await Task.WhenAll(open.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        listening.ForEach(socket => socket.Dispose());
        stopping.Dispose();
    }

    private void Serve(Socket connection, FrontListener listener)
    {
        var session = sessions.ServeAsync(connection, listener, stopping.Token);
        open[session] = true;
        // Runs at once when the session is over already.
        session.ContinueWith(over => open.TryRemove(over, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Listening on {EndPoint} with the fault {Fault}")]
        public static partial void Listening(ILogger logger, EndPoint endPoint, string fault);
    }
}
