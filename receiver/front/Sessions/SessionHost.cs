using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Front.Faults;
using MtaStsAudit.Front.ProxyProtocol;
using MtaStsAudit.Front.Smtp;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Sessions;

/// <summary>Serves a connection from its first octet to its record.</summary>
internal sealed partial class SessionHost(FrontSettings settings, SessionRoom room, SessionLog log, SyslogSender syslog, TimeProvider time, ILogger<SessionHost> logger)
{
    private readonly FirstContacts contacts = new(settings.FaultLasts, settings.ClientsAreRemembered);

    /// <summary>Does not throw.</summary>
    public async Task ServeAsync(Socket socket, FrontListener listener, CancellationToken stopping)
    {
        var began = time.GetUtcNow();
        using var client = new Peer(socket);
        var dialogue = new SmtpDialogue(FaultyChannel.Of(listener.Fault, IsOver(listener, socket, began)));
        var from = new IPEndPoint(IPAddress.None, 0);
        var to = listener.Address;
        SessionEnding ending;
        try
        {
            (from, to) = ((IPEndPoint)socket.RemoteEndPoint!, (IPEndPoint)socket.LocalEndPoint!);
            socket.NoDelay = true;
            using var place = room.Enter(from.Address, out var refused);
            ending = refused is { } reason
                ? await RefuseAsync(client, "421 4.7.0 Too many connections\r\n"u8.ToArray(), reason)
                : await ConnectAsync(listener.Upstream ?? settings.Upstream, client, dialogue, ProxyHeader.Of(from, to), stopping);
        }
        catch (SocketException)
        {
            // Gone before it was looked at.
            ending = SessionEnding.ClientLost;
        }
        catch (Exception fault)
        {
            Log.Failed(logger, listener.Name, fault);
            ending = SessionEnding.Failed;
        }

        var record = new SessionRecord(
            began,
            listener.Name,
            $"{new IPEndPoint(ProxyHeader.Plain(to.Address), to.Port)}",
            $"{ProxyHeader.Plain(from.Address)}",
            from.Port,
            ChannelFaultName.Of(listener.Fault),
            dialogue.Hello.Hello,
            client.Received,
            client.Sent,
            ending);
        log.Write(record);
        syslog.Send(record);
    }

    private bool IsOver(FrontListener listener, Socket socket, DateTimeOffset now) =>
        listener.Fault == ChannelFault.StartTlsHiddenAtFirst
        && AddressOf(socket) is { } client
        && contacts.ChangesAt(new ReceiverName(listener.Name), ProxyHeader.Plain(client), now) <= now;

    // Null: it has gone already.
    private static IPAddress? AddressOf(Socket socket)
    {
        try
        {
            return (socket.RemoteEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<SessionEnding> ConnectAsync(IPEndPoint to, Peer client, SmtpDialogue dialogue, byte[] header, CancellationToken stopping)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var upstream = new Peer(socket);
        using var patience = new CancellationTokenSource(SessionLimits.Connect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            await socket.ConnectAsync(to, either.Token);
            await upstream.SendAsync(header, either.Token);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            if (stopping.IsCancellationRequested)
            {
                return SessionEnding.Stopped;
            }

            Log.NotConnected(logger, to, fault is SocketException ? fault.Message : $"no answer in {SessionLimits.Connect.TotalSeconds:0} seconds");
            return await RefuseAsync(client, "421 4.3.0 Service not available\r\n"u8.ToArray(), SessionEnding.UpstreamUnreachable);
        }

        return await new Session(client, upstream, dialogue, time).RunAsync(stopping);
    }

    // RFC 5321 §3.8: 421 says that the connection is closed. A line fits into any empty buffer of the system: nobody waits.
    private static async Task<SessionEnding> RefuseAsync(Peer client, byte[] reply, SessionEnding ending)
    {
        await client.SendAsync(reply, CancellationToken.None);
        client.EndSending();
        return ending;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Cannot connect to {Upstream}: {Reason}")]
        public static partial void NotConnected(ILogger logger, EndPoint upstream, string reason);

        [LoggerMessage(LogLevel.Error, "A session at {Listener} failed")]
        public static partial void Failed(ILogger logger, string listener, Exception fault);
    }
}
