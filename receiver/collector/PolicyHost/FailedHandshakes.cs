using System.Net;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>
/// Records who came to a policy host and did not complete the handshake. A connection costs a stranger nothing, and a record costs us
/// room for two years: only those that name one of our policy hosts are recorded, at most <see cref="OfOneNetwork"/> a minute of one
/// network and <see cref="OfAll"/> of all. That is far more than senders need, which try each policy host every few minutes.
/// </summary>
internal sealed partial class FailedHandshakes(
    CollectorSettings settings, OwnConnections own, IEvidenceStore store, TimeProvider time, ILogger<FailedHandshakes> logger)
{
    public const int OfOneNetwork = 12;
    public const int OfAll = 120;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>A connection's place is free again after this, whatever the store does.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> ofNetwork = [];
    private long began = time.GetTimestamp();
    private int ofAll;
    private bool told;

    /// <param name="serverName">The client's SNI; null when none was read.</param>
    public async Task RecordAsync(IPEndPoint? from, string? serverName, Exception fault)
    {
        if (from is null || own.Contains(from.Address, from.Port) || ReceiverAt(serverName) is not { } receiver)
        {
            return;
        }

        var client = from.Address.IsIPv4MappedToIPv6 ? from.Address.MapToIPv4() : from.Address;
        if (!HasRoom(SenderIdentity.NetworkOf(client)))
        {
            return;
        }

        try
        {
            var failed = new PolicyFetchFailed(receiver, client, serverName, HandshakeFault.Read(fault));
            await store.AppendAsync([failed], default, CancellationToken.None).WaitAsync(LongestWait);
        }
        catch (Exception notStored) when (notStored is EvidenceStoreException or TimeoutException)
        {
            Log.NotRecorded(logger, receiver.ToString(), client, notStored.Message);
        }
    }

    private ReceiverName? ReceiverAt(string? serverName) =>
        DomainName.TryParse(serverName, out var name)
        && settings.Names.ReceiverOfPolicyHost(name) is { } scenario
        && Catalogue.FindScenario(scenario) is { Sts: not null }
            ? scenario
            : null;

    private bool HasRoom(string network)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(began) >= Window)
            {
                (began, ofAll, told) = (time.GetTimestamp(), 0, false);
                ofNetwork.Clear();
            }

            if (ofAll < OfAll && ofNetwork.GetValueOrDefault(network) < OfOneNetwork)
            {
                ofAll++;
                ofNetwork[network] = ofNetwork.GetValueOrDefault(network) + 1;
                return true;
            }

            if (!told)
            {
                told = true;
                Log.TooMany(logger, network);
            }

            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A failed handshake at the policy host of {Receiver} by {Client} may not be recorded: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string receiver, IPAddress client, string reason);

        [LoggerMessage(LogLevel.Warning, "Failed handshakes at the policy hosts are not all recorded this minute: there are too many, the last by {Network}")]
        public static partial void TooMany(ILogger logger, string network);
    }
}
