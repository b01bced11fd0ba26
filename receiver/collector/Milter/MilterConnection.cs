using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Milter;

/// <summary>A Postfix process on the milter port: evidence is committed before it hears that it may say 250.</summary>
internal sealed partial class MilterConnection(
    IEvidenceStore store, TextRoom room, Greylist greylist, OwnConnections own, CollectorMeter meter, TimeProvider time, ILogger<MilterConnection> logger)
{
    public async Task ServeAsync(IntakeConnection connection)
    {
        using var open = meter.Connected("milter");
        var session = new MilterSession(room, time.GetUtcNow());
        try
        {
            await ListenAsync(connection, session);
        }
        catch (InvalidDataException)
        {
            Log.NoMilter(logger, connection);
        }
        catch (IOException fault)
        {
            Log.Lost(logger, connection, fault.Message);
        }

        await RecordEndAsync(session);
    }

    private async Task ListenAsync(IntakeConnection connection, MilterSession session)
    {
        while (await connection.ReceiveAsync())
        {
            while (connection.TryTake<MilterFrame>(MilterFraming.TryRead, out var frame))
            {
                var step = session.Take(frame);
                if (step is not MilterStep.Listening && !await DoAsync(step, session, connection))
                {
                    return;
                }
            }
        }
    }

    /// <returns>Whether to go on.</returns>
    private async Task<bool> DoAsync(MilterStep step, MilterSession session, IntakeConnection connection)
    {
        switch (step)
        {
            case MilterStep.Answer answer:
                await connection.SendAsync(answer.Frame);
                return true;
            case MilterStep.Accept accept:
                await connection.SendAsync(await CommitAsync(accept, session));
                return true;
            case MilterStep.PuttingOff:
                meter.MessagesPutOff.Add(1);
                await connection.SendAsync(MilterReply.TemporaryFailure);
                return true;
            default:
                return false;
        }
    }

    private async Task<ReadOnlyMemory<byte>> CommitAsync(MilterStep.Accept accept, MilterSession session)
    {
        if (accept.IsForReports)
        {
            // To read a report may take long: not in the thread that sockets wake.
            await Task.Yield();
        }

        try
        {
            if (greylist.PutsOff(accept, time.GetUtcNow()))
            {
                return await PutOffAsync(accept.Messages[0]);
            }

            // Not cancelled with the connection: once begun, the commit's outcome is worth knowing.
            await store.AppendAsync([.. accept.Messages, .. ReportsIn(accept)], accept.Content, CancellationToken.None);
            session.Committed();
            return MilterReply.Discard;
        }
        catch (EvidenceStoreException fault)
        {
            meter.MessagesPutOff.Add(1);
            Log.NotCommitted(logger, accept.Messages[0].QueueId, fault.Message);
            return MilterReply.TemporaryFailure;
        }
    }

    private async Task<ReadOnlyMemory<byte>> PutOffAsync(MessageAccepted message)
    {
        if (!own.Contains(message.Client.Address, message.Client.Port))
        {
            await store.AppendAsync([new MessagePutOff(message.Receiver, message.Client, message.Began)], default, CancellationToken.None);
        }

        return MilterReply.PutOffOnce;
    }

    // Committed with the message, so that a report is acknowledged and recorded, or neither.
    // Its signature is checked later: keys are looked up in DNS, and Postfix is not kept waiting for that.
    private static IEnumerable<TlsReportReceived> ReportsIn(MilterStep.Accept accept) => accept.IsForReports
        ? from body in TlsReportMail.Read(accept.Content, accept.Messages[0].QueueId)
          let text = body.Text
          where text is not null
          select new TlsReportReceived(accept.Messages[0].Client.Address, null, text, body.Envelope)
        : [];

    private async Task RecordEndAsync(MilterSession session)
    {
        if (session.End() is not { } heard || own.Contains(heard.Client.Address, heard.Client.Port))
        {
            return;
        }

        try
        {
            await store.AppendAsync([heard], default, CancellationToken.None);
        }
        catch (EvidenceStoreException fault)
        {
            // The Postfix log's record of the same session decides; only the names are lost.
            Log.EndNotCommitted(logger, heard.Receiver.ToString(), fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The milter connection from {From} was lost: {Reason}")]
        public static partial void Lost(ILogger logger, IntakeConnection from, string reason);

        [LoggerMessage(LogLevel.Warning, "{From} does not speak the milter protocol at the milter port")]
        public static partial void NoMilter(ILogger logger, IntakeConnection from);

        [LoggerMessage(LogLevel.Error, "Message {QueueId} is not acknowledged: {Reason}")]
        public static partial void NotCommitted(ILogger logger, string queueId, string reason);

        [LoggerMessage(LogLevel.Error, "The EHLO names of a session at {Receiver} are lost: {Reason}")]
        public static partial void EndNotCommitted(ILogger logger, string receiver, string reason);
    }
}
