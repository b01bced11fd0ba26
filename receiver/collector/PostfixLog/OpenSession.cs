using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>A session whose end is not logged yet.</summary>
internal sealed class OpenSession(SmtpClient client, DateTimeOffset began)
{
    private TlsParameters? tls;
    private string? serverName;
    private TlsFailure? failure;
    private SmtpdEvent.BrokenOff? brokenOff;

    public SmtpClient Client { get; } = client;

    public DateTimeOffset Began { get; } = began;

    public void Take(SmtpdEvent seen)
    {
        switch (seen)
        {
            case SmtpdEvent.TlsEstablished established:
                tls = established.Tls;
                break;
            case SmtpdEvent.ServerNameSent sent:
                serverName = sent.ServerName;
                break;
            // Of several the one with the alert says most; Postfix logs it after its own line.
            case SmtpdEvent.TlsProblem problem when failure?.Alert is null:
                failure = problem.Failure;
                break;
            case SmtpdEvent.HandshakeFailed failed:
                failure ??= new TlsFailure(null, failed.Reason);
                break;
            case SmtpdEvent.BrokenOff broken:
                brokenOff = broken;
                break;
        }
    }

    /// <summary>Whether there is anything to record: health checks and port scanners connect and leave without a word.</summary>
    public bool HasSpoken(CommandSummary commands) =>
        !IPAddress.IsLoopback(Client.Address) && (tls is not null || failure is not null || commands.Commands.Keys.Any(command => command != "quit"));

    public SessionEnded End(ReceiverName receiver, DateTimeOffset? began, CommandSummary commands, string sessionId)
    {
        // What the lines do not tell is read from the summary; without QUIT in it, nobody said goodbye.
        var ending = brokenOff?.Ending ?? (commands.Given("quit") > 0 ? SessionEnding.Quit : SessionEnding.Lost);
        return new SessionEnded(receiver, Client, began, tls, serverName, failure, commands, ending, brokenOff?.LastCommand, sessionId);
    }
}
