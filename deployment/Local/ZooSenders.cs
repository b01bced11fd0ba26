using System.Collections.Frozen;

namespace MtaStsAudit.Deployment.Local;

/// <summary>The senders of the local testbed: each kind in each release of Debian that the zoo has.</summary>
public static class ZooSenders
{
    /// <summary>The kinds, with the network that each has in the oldest release.</summary>
    private static readonly IReadOnlyList<ZooSender> Kinds =
    [
        Kind("postfix-sts", "postfix", "Postfix with postfix-mta-sts-resolver", 10, ("MTA_STS", "yes")),
        Kind("postfix-plain", "postfix", "Postfix as most have it: TLS where it is offered", 20),
        Kind("postfix-secure", "postfix", "Postfix that demands TLS and a certificate of the MX host's name everywhere", 21,
            ("SETTINGS", "smtp_tls_security_level=secure smtp_tls_secure_cert_match=hostname")),
        Kind("postfix-fallback", "postfix", "Postfix with postfix-mta-sts-resolver and a fallback relay that knows no policy", 22, ("MTA_STS", "yes"))
            with { FallsBackTo = "postfix-relay" },
        Kind("postfix-relay", "postfix", "The relay that postfix-fallback falls back to", 23) with { IsRelay = true },
        Kind("courier", "courier", "Courier, which has MTA-STS built in", 30),
        Kind("chasquid", "chasquid", "chasquid, which has MTA-STS built in", 40),
        Kind("exim", "exim", "Exim as Debian sets it up", 50),
        Kind("exim-strict", "exim", "Exim that demands TLS and a certificate of a list of hosts, those of the study", 51,
            ("STRICT_HOSTS", string.Join(" : ", "abcde".Select(letter => LocalSite.Default.Names.MailHost(new Model.Names.ReceiverName(letter)))))),
        Kind("opensmtpd", "opensmtpd", "OpenSMTPD that demands TLS and a certificate that verifies everywhere", 60) with { IsAuditedAlone = true },
    ];

    /// <summary>Release by release, the oldest first.</summary>
    public static IReadOnlyList<ZooSender> All { get; } = [.. Enum.GetValues<DebianRelease>().SelectMany(release => Kinds.Select(kind => In(release, kind)))];

    private static readonly FrozenDictionary<string, ZooSender> ById = All.ToFrozenDictionary(sender => sender.Id);

    /// <summary>The names of those that are audited.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Where(kind => !kind.IsRelay).Select(kind => kind.Name)];

    public static ZooSender? Find(string id) => ById.GetValueOrDefault(id);

    public static ZooSender? Find(string name, DebianRelease release) => All.FirstOrDefault(sender => sender.Name == name && sender.Release == release);

    /// <summary>These and what they need besides: the relay that one falls back to.</summary>
    public static IReadOnlyList<ZooSender> WithRelays(IEnumerable<ZooSender> senders) =>
        [.. senders.SelectMany(sender => sender.FallsBackTo is { } relay ? [Find(relay, sender.Release)!, sender] : new[] { sender }).Distinct()];

    private static ZooSender Kind(string name, string folder, string about, int network, params (string Name, string Value)[] settings) =>
        new(name, default, folder, about, settings.ToDictionary(setting => setting.Name, setting => setting.Value), network);

    private static ZooSender In(DebianRelease release, ZooSender kind)
    {
        var sender = kind with { Release = release, Network = kind.Network + FirstNetwork(release) };
        // Who falls back and the relay know of each other.
        return sender switch
        {
            { FallsBackTo: { } relay } => sender with { Settings = With(sender, $"smtp_fallback_relay=[{In(release, KindOf(relay)).HostName}]") },
            { IsRelay: true } => sender with { Settings = With(sender, $"mynetworks={string.Join(',', Kinds.Where(one => one.FallsBackTo == sender.Name).SelectMany(one => Networks(one.Network + FirstNetwork(release))).Prepend($"{LocalSite.GatewayV4}/32"))}") },
            _ => sender,
        };
    }

    private static ZooSender KindOf(string name) => Kinds.First(kind => kind.Name == name);

    private static Dictionary<string, string> With(ZooSender sender, string setting) => new(sender.Settings) { ["SETTINGS"] = setting };

    private static IEnumerable<string> Networks(int network) => [$"10.78.{network}.25/32", $"[fd7a:5c1e:{network}::25]/128"];

    // Networks from 64 to 127 are for senders that the zoo does not have.
    private static int FirstNetwork(DebianRelease release) => release switch
    {
        DebianRelease.Bookworm => 0,
        DebianRelease.Trixie => 120,
        DebianRelease.Forky => 180,
    };
}
