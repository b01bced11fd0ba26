using System.Net;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>
/// The settings of a Postfix that is many receivers: an smtpd service for each, at an address of its own, with its own TLS, certificate
/// and name. So a receiver costs an address and a line, and no container.
/// </summary>
/// <remarks>
/// Each line of the log says which receiver it is about by its program's name, <c>postfix/NAME/smtpd</c>, and each milter session by its
/// daemon's name. A receiver takes mail for its own scenario only.
/// </remarks>
public static class SharedReceivers
{
    /// <summary>What this Postfix is called: no receiver's name.</summary>
    public const string Name = "shared";

    /// <summary>Each receiver is met by one sender at a time, as a rule.</summary>
    private const int SessionsOfOneReceiver = 20;

    private const int SmtpPort = 25;

    // The front has the network of this Postfix, and with it its loopback.
    private static readonly IPEndPoint FrontSyslog = new(IPAddress.Loopback, FrontSettings.SyslogPort);

    /// <summary>The settings of OpenSSL (config(5)) for a receiver whose key is short.</summary>
    private const string ShortKeys = "openssl-short-keys.cnf";

    // Above the ports that Postfix has of its own.
    private const int FirstPortBehindFront = 10100;

    /// <param name="receivers">Those that it is, with their addresses.</param>
    /// <param name="host">Its own: what it listens on follows from <paramref name="receivers"/>.</param>
    public static IReadOnlyList<PostfixFile> Render(IReadOnlyList<(Receiver Receiver, IPAddress Address)> receivers, SiteNames names, PostfixHost host)
    {
        List<Receiver> rows = [.. receivers.Select(one => one.Receiver)];
        List<ReceiverName> scenarios = [.. rows.Select(receiver => receiver.Scenario).Distinct()];
        return
        [
            new("main.cf", MainCf.PrintShared(scenarios, names, host)),
            new("master.cf", MasterCf.Print(host, receivers.Select(one => Service(
                one.Receiver, one.Receiver.Channel is null ? $"{MainCf.Bracketed(one.Address)}:smtp" : $"{BehindFront(receivers, one.Receiver)}", names)))),
            new("recipients", RecipientTable.Print(RecipientDomain.OfAll(names, scenarios), takesReports: false)),
            new("recipient-words", RecipientWords.PrintHosts(RecipientDomain.OfAll(names, scenarios), "This is the name of a mail server, and no mail domain")
                + RecipientWords.Print(RecipientDomain.OfAll(names, scenarios), takesReports: false)),
            new("server-names", ""),
            new(ShortKeys, "openssl_conf = settings\n[settings]\nssl_conf = ssl\n[ssl]\nsystem_default = all\n[all]\nCipherString = DEFAULT:@SECLEVEL=0\n"),
            .. rows.Where(receiver => receiver.Certificate == CertificateKind.RightBySni)
                .Select(receiver => new PostfixFile(ServerNamesOf(receiver), $"{names.MailHost(receiver)} {ChainOf(names.MailHost(receiver))}\n")),
            new("rsyslog.conf", RsyslogConf.Print(names.MailHost(new ReceiverName(Name)), host.Collector, rows.Exists(receiver => receiver.Channel is not null) ? FrontSyslog : null)),
        ];
    }

    /// <summary>Where the front of a receiver finds it.</summary>
    /// <param name="receivers">All that share the Postfix.</param>
    public static IPEndPoint BehindFront(IReadOnlyList<(Receiver Receiver, IPAddress Address)> receivers, Receiver receiver) =>
        new(IPAddress.Loopback, FirstPortBehindFront + receivers.Select(one => one.Receiver).Where(one => one.Channel is not null).TakeWhile(one => one.Name != receiver.Name).Count());

    /// <summary>The front of those receivers that have one; null when none has.</summary>
    /// <param name="rules">A fault that passes lasts as long as all that changes with time.</param>
    public static FrontSettings? Front(IReadOnlyList<(Receiver Receiver, IPAddress Address)> receivers, AuditRules rules)
    {
        List<FrontListener> listeners =
        [
            .. from one in receivers
               where one.Receiver.Channel is not null
               select new FrontListener(one.Receiver.Name.Value, new IPEndPoint(one.Address, SmtpPort), one.Receiver.Channel!.Value, BehindFront(receivers, one.Receiver)),
        ];
        return listeners.Count == 0 ? null : new FrontSettings
        {
            Upstream = listeners[0].Upstream!,
            Syslog = FrontSyslog,
            FaultLasts = rules.UntilChange,
            ClientsAreRemembered = rules.RetryWindow,
            Listeners = listeners,
        };
    }

    /// <summary>The hosts whose certificates a receiver presents; their folders have these names.</summary>
    public static IEnumerable<DomainName> CertificatesOf(Receiver receiver, SiteNames names) => receiver.Certificate switch
    {
        CertificateKind.None => [],
        CertificateKind.RightBySni => [names.MailHost(receiver), WithoutSni(names)],
        CertificateKind.Trusted or CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly
            or CertificateKind.AlsoForListedHost or CertificateKind.Expired or CertificateKind.NotYetValid or CertificateKind.Wildcard
            or CertificateKind.WildcardTwoLabelsBelow or CertificateKind.IntermediateMissing or CertificateKind.Rsa4096 or CertificateKind.Rsa1024 => [names.MailHost(receiver)],
    };

    // Settings of one service, postconf(5) and master(5).
    private static string Service(Receiver receiver, string endPoint, SiteNames names) => string.Join("\n  -o ",
    [
        $"{endPoint} inet n - n - {SessionsOfOneReceiver} smtpd",
        // Who the client is, the front tells. Nothing else reaches the port, which is on loopback.
        .. receiver.Channel is null ? [] : new[] { "smtpd_upstream_proxy_protocol=haproxy" },
        $"syslog_name=postfix/{receiver.Name}",
        $"milter_macro_daemon_name={receiver.Name}",
        $"myhostname={names.MailHost(receiver)}",
        $"{{ smtpd_recipient_restrictions = check_recipient_access inline:{{ {string.Join(", ", DomainsOf(receiver.Scenario, names).Select(domain => $"{{ {domain} = OK }}"))} }}, reject }}",
        $"smtpd_tls_security_level={MainCf.Level(receiver.Tls)}",
        .. receiver.Certificate == CertificateKind.None ? [] : Tls(receiver, names),
    ]) + "\n";

    /// <summary>A scenario's mail domain, in each of its spellings.</summary>
    internal static IEnumerable<string> DomainsOf(ReceiverName scenario, SiteNames names) =>
        RecipientDomain.OtherSpelling(scenario).Select(label => $"{label}.{names.Site}").Prepend(names.MailDomain(scenario).Value);

    private static IEnumerable<string> Tls(Receiver receiver, SiteNames names)
    {
        yield return $"smtpd_tls_chain_files={ChainOf(receiver.Certificate == CertificateKind.RightBySni ? WithoutSni(names) : names.MailHost(receiver))}";
        yield return $"tls_server_sni_maps=texthash:/etc/postfix/{(receiver.Certificate == CertificateKind.RightBySni ? ServerNamesOf(receiver) : "server-names")}";
        if (receiver.Certificate == CertificateKind.Rsa1024)
        {
            // OpenSSL does not load such a key at the level that is usual today.
            yield return $"tls_config_file=/etc/postfix/{ShortKeys}";
        }

        foreach (var setting in ProtocolsOf(receiver.Versions))
        {
            yield return setting;
        }
    }

    private static IReadOnlyList<string> ProtocolsOf(TlsVersions versions) => versions switch
    {
        TlsVersions.Usual => [],
        TlsVersions.Only12 => ["{ smtpd_tls_protocols = >=TLSv1.2, <=TLSv1.2 }"],
        TlsVersions.Only13 => ["{ smtpd_tls_protocols = >=TLSv1.3 }"],
        // OpenSSL 3 signs none of the old handshakes at the level that is usual today.
        TlsVersions.OnlyOld => ["{ smtpd_tls_protocols = >=TLSv1, <=TLSv1.1 }", "{ tls_medium_cipherlist = ALL:@SECLEVEL=0 }"],
    };

    // The host whose certificate is presented to who names none by SNI, where that matters.
    private static DomainName WithoutSni(SiteNames names) => names.Api;

    private static string ServerNamesOf(Receiver receiver) => $"server-names-{receiver.Name}";

    private static string ChainOf(DomainName host) => $"/etc/postfix/certificates/{host}/certificate.pem";
}
