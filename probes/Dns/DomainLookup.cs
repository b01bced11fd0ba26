using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Probes.Spf;

namespace MtaStsAudit.Probes.Dns;

/// <summary>The DNS questions of the inbound check. A resolver's failure is part of the answer.</summary>
internal sealed class DomainLookup(InboundOptions options) : ISpfResolver
{
    private const string NotInTime = "the resolver did not answer in time";

    private readonly LookupClient client = new(SettingsFor(options));

    public Task<DnsAnswer<string>> TextsAsync(string owner, CancellationToken cancellationToken) =>
        // RFC 8461 §3.1, RFC 8460 §3: the strings of one record are joined without anything between them.
        AskAsync(owner, QueryType.TXT, records => records.TxtRecords().Select(record => string.Concat(record.Text)), cancellationToken);

    public Task<DnsAnswer<MxTarget>> MxAsync(string owner, CancellationToken cancellationToken) =>
        AskAsync(owner, QueryType.MX, records => records.MxRecords().Select(record => new MxTarget(NameOf(record.Exchange), record.Preference)), cancellationToken);

    public Task<DnsAnswer<string>> TlsaAsync(string owner, CancellationToken cancellationToken) =>
        AskAsync(owner, QueryType.TLSA, records => records.OfType<TlsaRecord>().Select(InPresentationForm), cancellationToken);

    /// <summary>The A and AAAA records together; a failure of one only counts when the other gives nothing.</summary>
    public async Task<DnsAnswer<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var both = await Task.WhenAll(
            AddressesAsync(host, AddressFamily.InterNetwork, cancellationToken), AddressesAsync(host, AddressFamily.InterNetworkV6, cancellationToken));
        var addresses = both.SelectMany(answer => answer.Values).ToList();
        return addresses.Count > 0 ? new(addresses) : both[0].Failure is null ? both[1] : both[0];
    }

    /// <summary>The A or the AAAA records.</summary>
    public Task<DnsAnswer<IPAddress>> AddressesAsync(string host, AddressFamily family, CancellationToken cancellationToken) =>
        family == AddressFamily.InterNetwork
            ? AskAsync(host, QueryType.A, records => records.ARecords().Select(record => record.Address), cancellationToken)
            : AskAsync(host, QueryType.AAAA, records => records.AaaaRecords().Select(record => record.Address), cancellationToken);

    /// <summary>The host names of an address (PTR), RFC 1035 §3.5.</summary>
    public Task<DnsAnswer<string>> HostNamesAsync(IPAddress address, CancellationToken cancellationToken) =>
        AskAsync(ReverseName.Of(address), QueryType.PTR, records => records.PtrRecords().Select(record => NameOf(record.PtrDomainName)), cancellationToken);

    private async Task<DnsAnswer<T>> AskAsync<T>(
        string owner, QueryType type, Func<IReadOnlyList<DnsResourceRecord>, IEnumerable<T>> select, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.QueryAsync(owner, type, cancellationToken: cancellationToken);
            return response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                ? new([.. select(response.Answers)], null, response.Header.IsAuthenticData)
                : new([], $"the resolver answered {response.Header.ResponseCode}");
        }
        catch (DnsResponseException fault)
        {
            return fault.Code == DnsResponseCode.ConnectionTimeout ? new([], NotInTime, NobodyAnswered: true) : new([], fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new([], NotInTime, NobodyAnswered: true);
        }
        catch (SocketException fault)
        {
            return new([], fault.Message, NobodyAnswered: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // What a name server may put into a packet, DnsClient may answer with any of these.
            return new([], fault is SocketException ? fault.Message : "the resolver’s answer cannot be read");
        }
    }

    private static LookupClientOptions SettingsFor(InboundOptions options)
    {
        var settings = options.Resolver is { } resolver ? new LookupClientOptions(resolver) : new LookupClientOptions();
        settings.UseCache = false;
        settings.Timeout = options.LookupLimit;
        settings.Retries = 1;
        // RFC 6840 §5.8: a resolver sets AD, which says that it validated (RFC 4035 §3.2.3), when it is asked with DO.
        settings.RequestDnsSecRecords = true;
        return settings;
    }

    private static string NameOf(DnsString name) => name.Value.Length > 1 ? name.Value.TrimEnd('.') : name.Value;

    private static string InPresentationForm(TlsaRecord record) =>
        $"{(int)record.CertificateUsage} {(int)record.Selector} {(int)record.MatchingType} {record.CertificateAssociationDataAsString}";
}
