using System.Buffers;
using System.Threading.Channels;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>
/// A receiver's rsyslog. A line is acknowledged when what it led to is committed; what is not acknowledged comes again over the
/// next connection. Acknowledgements go out in order, and many may be owed at a time.
/// </summary>
internal sealed partial class LogIntakeConnection(SmtpdSessions sessions, OwnConnections own, CollectorMeter meter, IEvidenceStore store, ILogger<LogIntakeConnection> logger)
{
    /// <summary>As many as rsyslog leaves unacknowledged at most.</summary>
    private const int MostOwed = 128;

    private const string Accepted = "200 OK";

    public async Task ServeAsync(IntakeConnection connection)
    {
        using var open = meter.Connected("relp");
        var owed = Channel.CreateBounded<Owed>(new BoundedChannelOptions(MostOwed) { SingleReader = true, SingleWriter = true });
        var acknowledging = AcknowledgeAsync(connection, owed);
        try
        {
            await ListenAsync(connection, owed.Writer);
        }
        catch (InvalidDataException)
        {
            Log.NoRelp(logger, connection);
        }
        catch (IOException fault)
        {
            Log.Lost(logger, connection, fault.Message);
        }

        owed.Writer.TryComplete();
        await acknowledging;
    }

    private async Task ListenAsync(IntakeConnection connection, ChannelWriter<Owed> owed)
    {
        while (await connection.ReceiveAsync())
        {
            while (connection.TryTake<RelpFrame>(RelpFraming.TryRead, out var frame))
            {
                var answer = Answer(frame);
                if (!await owed.WaitToWriteAsync() || !owed.TryWrite(answer) || frame.Command == "close")
                {
                    return;
                }
            }
        }
    }

    private Owed Answer(RelpFrame frame) => frame.Command switch
    {
        "open" => new(frame.Transaction, $"{Accepted}\nrelp_version=0\nrelp_software=mta-sts-audit\ncommands=syslog", Task.CompletedTask),
        "syslog" => new(frame.Transaction, Accepted, IntakeAsync(frame.Data)),
        "close" => new(frame.Transaction, "", Task.CompletedTask),
        _ => new(frame.Transaction, "500 unknown command", Task.CompletedTask),
    };

    private Task IntakeAsync(ReadOnlyMemory<byte> data) =>
        !SyslogLine.TryParse(data.Span, out var line) ? Task.CompletedTask
        : FrontLine.IsOne(line) ? FrontLine.Parse(line.Message) is { IsValid: true, Value: var hello } ? CommitAsync(hello) : Task.CompletedTask
        : sessions.Take(line) is { } ended ? CommitAsync(ended)
        : Task.CompletedTask;

    private Task CommitAsync(ClientHelloSeen hello) =>
        own.Contains(hello.Client, hello.ClientPort) ? Task.CompletedTask : store.AppendAsync([hello], default, CancellationToken.None);

    private async Task CommitAsync(SessionEnded ended)
    {
        if (!own.Contains(ended.Client.Address, ended.Client.Port))
        {
            await store.AppendAsync([ended], default, CancellationToken.None);
        }

        sessions.Committed(ended.SessionId);
    }

    private async Task AcknowledgeAsync(IntakeConnection connection, Channel<Owed> owed)
    {
        var said = new ArrayBufferWriter<byte>();
        try
        {
            await foreach (var one in owed.Reader.ReadAllAsync())
            {
                if (!one.Done.IsCompletedSuccessfully)
                {
                    await SendAsync();
                    await one.Done;
                    // A commit ends many at a time: their turn to be told so comes first, and then all are acknowledged together.
                    await Task.Yield();
                }

                said.Write(RelpFraming.Print(one.Transaction, "rsp", one.Data));
                // What can be said in one breath is.
                if (owed.Reader.Count == 0)
                {
                    await SendAsync();
                }
            }
        }
        catch (EvidenceStoreException fault)
        {
            // Hang up: rsyslog keeps what is not acknowledged and sends it again.
            Log.NotCommitted(logger, connection, fault.Message);
        }
        catch (IOException fault)
        {
            Log.Lost(logger, connection, fault.Message);
        }

        owed.Writer.TryComplete();
        connection.HearNoMore();

        async ValueTask SendAsync()
        {
            if (said.WrittenCount > 0)
            {
                await connection.SendAsync(said.WrittenMemory);
                said.ResetWrittenCount();
            }
        }
    }

    /// <summary>An answer that goes out once <see cref="Done"/> has completed.</summary>
    private sealed record Owed(int Transaction, string Data, Task Done);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The log connection from {From} was lost: {Reason}")]
        public static partial void Lost(ILogger logger, IntakeConnection from, string reason);

        [LoggerMessage(LogLevel.Warning, "{From} does not speak RELP at the log port")]
        public static partial void NoRelp(ILogger logger, IntakeConnection from);

        [LoggerMessage(LogLevel.Error, "A session from the Postfix log is not committed, and will come again over another connection than that from {From}: {Reason}")]
        public static partial void NotCommitted(ILogger logger, IntakeConnection from, string reason);
    }
}
