using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>A receiver's <c>main.cf</c>: it takes mail for its own domain, hands it to the collector and keeps nothing.</summary>
public static class MainCf
{
    public static string Print(Receiver receiver, SiteNames names, PostfixHost host) =>
        $$"""
        # Receiver {{receiver.Name}}: {{receiver.Intent}}.
        {{Common(names.MailHost(receiver), names.MailDomain(receiver.Scenario), receiver.TakesReports ? $"$mydomain, {names.Site}" : "$mydomain", string.Join(", ", host.Listen), host)}}
        milter_macro_daemon_name = {{receiver.Name}}
        smtpd_tls_security_level = {{Level(receiver.Tls)}}
        {{Certificate(receiver)}}

        """;

    /// <summary>Of a Postfix that is several receivers: what sets them apart stands in its <c>master.cf</c>.</summary>
    /// <param name="scenarios">Whose mail it takes.</param>
    internal static string PrintShared(IReadOnlyList<ReceiverName> scenarios, SiteNames names, PostfixHost host) =>
        $$"""
        # Many receivers: what each of them does stands in master.cf.
        {{Common(names.MailHost(new ReceiverName(SharedReceivers.Name)), names.Site, string.Join("\n  ", scenarios.SelectMany(scenario => SharedReceivers.DomainsOf(scenario, names))), "all", host)}}
        # Each service has processes of its own: those that wait for a next client would take more than all the rest.
        max_idle = 5s

        """;

    private static string Common(DomainName hostName, DomainName domain, string destinations, string interfaces, PostfixHost host) =>
        $$"""
        compatibility_level = 3.6
        meta_directory = /usr/share/postfix/meta
        myhostname = {{hostName}}
        mydomain = {{domain}}
        myorigin = $mydomain
        mydestination = {{destinations}}
        inet_interfaces = {{interfaces}}
        inet_protocols = {{Protocols(host)}}

        # Only tokens, the operator's mailboxes and those of domain validation; everything else is 550.
        local_recipient_maps = regexp:/etc/postfix/recipients
        alias_maps =
        recipient_delimiter =
        # An address that is nearly right is refused with words that say so.
        smtpd_relay_restrictions = check_recipient_access regexp:/etc/postfix/recipient-words, reject_unauth_destination
        smtpd_recipient_restrictions = reject_unauth_destination
        relay_domains =
        relay_domains_reject_code = 550
        mynetworks =
        allow_percent_hack = no
        swap_bangpath = no
        resolve_numeric_domain = no
        disable_vrfy_command = yes
        # A line ends in CRLF: nothing is smuggled in behind a bare line feed.
        smtpd_forbid_bare_newline = normalize
        smtpd_forbid_bare_newline_exclusions =
        smtpd_etrn_restrictions = reject
        smtpd_discard_ehlo_keywords = etrn, dsn, vrfy
        message_size_limit = {{Limits.MessageOctets}}

        # No daemon here can send. What the collector should fail to discard is discarded, never delivered.
        local_transport = discard:
        default_transport = discard:

        # A 250 means that the collector has committed the evidence. Without it: 451, and the sender comes again.
        smtpd_milters = {{(host.MilterSocket is { } socket ? $"unix:{socket}" : $"inet:{Bracketed(host.Collector)}:{CollectorPorts.Milter}")}}
        milter_protocol = 6
        milter_default_action = tempfail
        milter_connect_timeout = 5s
        milter_command_timeout = 30s
        milter_content_timeout = 60s
        # Only what the collector reads: each of them is looked up and sent with every session.
        milter_connect_macros = {daemon_name}
        milter_helo_macros = {tls_version} {cipher}
        milter_mail_macros = {tls_version} {cipher}
        milter_rcpt_macros =
        milter_data_macros =
        milter_end_of_header_macros =
        milter_end_of_data_macros = i
        milter_unknown_command_macros =
        # The health check is no evidence.
        smtpd_milter_maps = cidr:{ {127.0.0.0/8 DISABLE} }

        # Every session shows its whole handshake: a resumed one would skip the certificate.
        smtpd_tls_session_cache_database =
        tls_ssl_options = NO_TICKET
        smtpd_tls_loglevel = 1
        smtpd_client_port_logging = yes

        # A message that the collector took never comes to the queue manager, which would hand its token back: without this, Postfix
        # takes that for a queue that fills up, and waits a second with every message.
        in_flow_delay = 0
        # Nobody is slowed down: whoever comes is evidence. But one client must not keep all others out.
        smtpd_client_connection_count_limit = {{host.Room.OfOneClient}}
        smtpd_client_connection_rate_limit = 0
        # When every process is taken, Postfix starts the next ones with "stress" set (STRESS_README): those wait shortly only.
        # The limit is for a whole command, so that nobody holds a process by sending an octet now and then. A message's data may
        # take longer, at 500 octets a second.
        smtpd_timeout = {{UnderStress(Limits.CommandSecondsUnderStress, Limits.CommandSeconds)}}s
        smtpd_per_request_deadline = yes
        smtpd_min_data_rate = 500
        smtpd_starttls_timeout = {{UnderStress(Limits.CommandSecondsUnderStress, Limits.CommandSeconds)}}s
        smtpd_hard_error_limit = {{UnderStress(2, 10)}}
        smtpd_junk_command_limit = {{UnderStress(2, 50)}}
        smtpd_recipient_limit = {{Limits.Recipients}}
        smtpd_recipient_overshoot_limit = {{Limits.Recipients}}
        default_process_limit = {{host.Room.Sessions}}
        # To start a process costs as much as several messages. (A renewed certificate is taken up by a reload: see the image's
        # entrypoint.)
        max_use = 1000
        biff = no
        enable_long_queue_ids = yes
        maximal_queue_lifetime = 0
        bounce_queue_lifetime = 0
        """;

    private static string UnderStress(int stressed, int otherwise) => $"${{stress?{{{stressed}}}:{{{otherwise}}}}}";

    private static string Certificate(Receiver receiver) => receiver.Certificate == CertificateKind.None
        ? "# No certificate."
        : """
          smtpd_tls_chain_files = /etc/postfix/certificate/certificate.pem
          # An empty table: Postfix logs the name that the client sent (SNI) because it does not find it here.
          tls_server_sni_maps = texthash:/etc/postfix/server-names
          """;

    /// <summary>Postfix's <c>smtpd_tls_security_level</c>.</summary>
    internal static string Level(TlsOffer offer) => offer switch
    {
        TlsOffer.None => "none",
        TlsOffer.May => "may",
        TlsOffer.Encrypt => "encrypt",
    };

    private static string Protocols(PostfixHost host) =>
        host.Listen.All(address => address.AddressFamily == AddressFamily.InterNetwork) ? "ipv4" : "all";

    internal static string Bracketed(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
