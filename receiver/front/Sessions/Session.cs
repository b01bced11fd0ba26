using System.Buffers;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Sessions;

/// <summary>
/// Carries a dialogue's octets between a client and Postfix. Of each side no more is read before what it said is sent: who reads slowly
/// slows down who writes, and a session takes two buffers.
/// </summary>
internal sealed class Session(Peer client, Peer upstream, SmtpDialogue dialogue, TimeProvider time)
{
    private readonly Outgoing outgoing = new();
    private bool clientHasEnded;
    private bool awaitsHello;

    /// <returns>When the session is over, with the client's last octets read and both connections still to be disposed of.</returns>
    public async Task<SessionEnding> RunAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(SessionLimits.Idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        SessionEnding ending;
        try
        {
            ending = await RelayAsync(patience, either.Token);
        }
        catch (OperationCanceledException)
        {
            ending = stopping.IsCancellationRequested ? SessionEnding.Stopped
                : clientHasEnded ? SessionEnding.ClientClosed
                : dialogue.AwaitsClientHello ? SessionEnding.NoClientHello
                : SessionEnding.Idle;
        }

        if (!client.HasEnded && ending is not SessionEnding.Stopped)
        {
            await LeaveAsync(stopping);
        }

        return ending;
    }

    private async Task<SessionEnding> RelayAsync(CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task? fromClient = null, fromUpstream = null;
        try
        {
            while (true)
            {
                await PassAsync(patience, cancellationToken);
                if (Ending() is { } ending)
                {
                    return ending;
                }

                if (client.HasEnded && dialogue.HearsClient && !clientHasEnded)
                {
                    clientHasEnded = true;
                    upstream.EndSending();
                    patience.CancelAfter(SessionLimits.HalfClosed);
                }

                fromUpstream ??= upstream.FillAsync(reading.Token);
                fromClient ??= client.HasRoom && !client.HasEnded ? client.FillAsync(reading.Token) : null;
                await (fromClient is null ? fromUpstream : Task.WhenAny(fromClient, fromUpstream));
                fromClient = await OverAsync(fromClient);
                fromUpstream = await OverAsync(fromUpstream);
            }
        }
        finally
        {
            await reading.CancelAsync();
            foreach (var pending in new[] { fromClient, fromUpstream }.OfType<Task>())
            {
                await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private SessionEnding? Ending() =>
        dialogue.Ending is { } ending ? SessionEndings.Of(ending)
        : client.IsLost ? SessionEnding.ClientLost
        : upstream.IsLost ? clientHasEnded ? SessionEnding.ClientClosed : SessionEnding.UpstreamLost
        : upstream.HasEnded ? clientHasEnded ? SessionEnding.ClientClosed : SessionEnding.UpstreamClosed
        : null;

    // As long as one side's octets make way for the other's.
    private async Task PassAsync(CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        int taken;
        do
        {
            taken = Take(client, dialogue.FromClient(client.Unread, outgoing)) + Take(upstream, dialogue.FromServer(upstream.Unread, outgoing));
            Renew(patience);
            await SendAsync(client, outgoing.ToClient, cancellationToken);
            await SendAsync(upstream, outgoing.ToServer, cancellationToken);
        }
        while (taken > 0);
    }

    // A ClientHello has its time from the 220 on, not from octet to octet.
    private void Renew(CancellationTokenSource patience)
    {
        if (!clientHasEnded && !(awaitsHello && dialogue.AwaitsClientHello))
        {
            awaitsHello = dialogue.AwaitsClientHello;
            patience.CancelAfter(awaitsHello ? SessionLimits.ClientHello : SessionLimits.Idle);
        }
    }

    private static int Take(Peer peer, int count)
    {
        peer.Consume(count);
        return count;
    }

    private static async Task SendAsync(Peer peer, ArrayBufferWriter<byte> octets, CancellationToken cancellationToken)
    {
        await peer.SendAsync(octets.WrittenMemory, cancellationToken);
        octets.ResetWrittenCount();
    }

    private static async Task<Task?> OverAsync(Task? reading)
    {
        if (reading is not { IsCompleted: true })
        {
            return reading;
        }

        await reading;
        return null;
    }

    // To close with octets unread would reset the connection, and the client might lose the last it was sent.
    private async Task LeaveAsync(CancellationToken stopping)
    {
        upstream.Dispose();
        client.EndSending();
        using var patience = new CancellationTokenSource(SessionLimits.HalfClosed, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            while (!client.HasEnded)
            {
                // A dialogue that is over only reads the ClientHello; one that is not would have more to send.
                if (dialogue.Ending is not null)
                {
                    dialogue.FromClient(client.Unread, outgoing);
                }

                client.Consume(client.Unread.Length);
                await client.FillAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It had its time.
        }
    }
}
