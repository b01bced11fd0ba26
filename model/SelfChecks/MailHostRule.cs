using System.Globalization;
using System.Net;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Whether mail for a receiver finds its way, and its MX host answers as its row says.</summary>
internal static class MailHostRule
{
    private const string LookAtReceiver = "Look at the receiver: 'docker compose ps' and its log, on its host.";
    private const string DeployAgain = "Deploy again, so that the receiver gets the settings of its row.";

    public static void Mx(ReceiverFindings report, ScenarioFacts facts, SiteNames site)
    {
        var domain = site.MailDomain(facts.Scenario.Name);
        var hosts = facts.Receivers.Select(one => (Host: TargetOf(site, one), one.Receiver.Preference)).ToList();
        if (facts.Mx.Failure is { } failure)
        {
            report.LookupFailed(TestbedPart.Reach, domain.Value, facts.Mx, $"It has no MX record: {failure}.");
        }
        else if (facts.Mx.Values.Count == 0)
        {
            report.Wrong(TestbedPart.Reach, domain.Value, "It has no MX record: no such record.", "Ask the zone's name servers what they answer.");
        }
        else if (!facts.Mx.Values.Select(target => (Host: target.Host.ToLowerInvariant().TrimEnd('.'), target.Preference)).ToHashSet().SetEquals(hosts))
        {
            report.Wrong(TestbedPart.MailHost, domain.Value,
                $"The MX is {string.Join(", ", facts.Mx.Values.Select(target => target.Host))} and should be {string.Join(", ", hosts.Select(one => one.Host))} alone.",
                "Remove what was added to the zone by hand.");
        }
    }

    // An address is known when it was looked up.
    private static string TargetOf(SiteNames site, ReceiverFacts facts) =>
        MxRecords.TargetOf(site, facts.Receiver, facts.MailHost.Values.Count > 0 ? facts.MailHost.Values[0] : IPAddress.None);

    public static void Apply(ReceiverFindings report, ReceiverFacts facts, SiteNames site, DateTimeOffset now)
    {
        var host = site.MailHost(facts.Receiver);

        if (facts.MailHost.Failure is { } failure)
        {
            report.LookupFailed(TestbedPart.Reach, host.Value, facts.MailHost, $"It has no address: {failure}.");
        }
        else if (facts.MailHost.Values.Count == 0)
        {
            report.Wrong(TestbedPart.Reach, host.Value, "It has no address: no A or AAAA record.", "Ask the zone's name servers what they answer.", answered: false);
        }

        foreach (var session in facts.Sessions)
        {
            Apply(report, facts.Receiver, session, site, made: null, now);
        }
    }

    /// <summary>Of one address: one finding.</summary>
    /// <param name="made">As in <see cref="CertificateRule.Fault"/>.</param>
    public static void Apply(ReceiverFindings report, Receiver receiver, MailHostFacts facts, SiteNames site, string? made, DateTimeOffset now)
    {
        var subject = $"{site.MailHost(receiver)} [{facts.Address}]";
        if (!facts.HasRoute || facts.Probe.Outcome == MxProbeOutcome.NoRoute)
        {
            report.WithoutRoute(TestbedPart.Reach, subject);
        }
        else if (receiver.Channel == ChannelFault.EhloAnswered502 && facts.Probe is { Outcome: MxProbeOutcome.NoService, Detail: ['5', '0', '2', ..] })
        {
            // The self-check goes no further without EHLO.
            report.Right(TestbedPart.MailHost, subject, ChannelRule.Words(ChannelFault.EhloAnswered502));
        }
        else if (facts.Clear.MailReply is not { } reply || facts.Probe.Outcome is
            MxProbeOutcome.Unreachable or MxProbeOutcome.NoAnswer or MxProbeOutcome.NoService)
        {
            report.Wrong(TestbedPart.Reach, subject,
                $"No mail server answers: {(facts.Clear.MailReply is null ? facts.Clear.Words : facts.Probe.Detail)}.",
                $"{LookAtReceiver} If it is well there, does this network let connections to port 25 out?",
                answered: facts.Probe.Outcome is not (MxProbeOutcome.Unreachable or MxProbeOutcome.NoAnswer));
        }
        else if (PutOff(reply, facts) is { } words)
        {
            report.Wrong(TestbedPart.Reach, subject, $"It puts mail off: {words}.", "Is the collector up, and can it write to its store? Look at its /ready.");
        }
        else if ((receiver.Channel is { } channel ? ChannelRule.Fault(channel, receiver, facts.Probe, made) : TlsFault(receiver, facts.Probe, made)) is { } fault)
        {
            report.Wrong(TestbedPart.MailHost, subject, fault, DeployAgain);
        }
        else if (facts.Probe.Outcome == MxProbeOutcome.Encrypted && facts.Probe.Mail is not { Code: 250 })
        {
            report.Wrong(TestbedPart.Reach, subject, $"MAIL over TLS is answered {facts.Probe.Mail?.Words ?? "nothing"}.", LookAtReceiver);
        }
        else if (receiver.Channel is { } designed)
        {
            report.Right(TestbedPart.MailHost, subject, ChannelRule.Words(designed));
        }
        else if (receiver.PutsOffOnce && facts.Clear.ContentReply != 451)
        {
            report.Wrong(TestbedPart.MailHost, subject, $"A message should be put off with 451 the first time, and was answered {facts.Clear.ContentReply?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}.", DeployAgain);
        }
        // RFC 3207 §4
        else if (reply != (receiver.Tls == TlsOffer.Encrypt ? 530 : 250))
        {
            report.Wrong(TestbedPart.MailHost, subject, $"MAIL without TLS is answered {facts.Clear.Words}.", DeployAgain);
        }
        else if (!receiver.Certificate.IsValid() || !CertificateRule.IsRunningOut(report, TestbedPart.MailHost, subject, facts.Probe.Certificate, now))
        {
            report.Right(TestbedPart.MailHost, subject, Words(receiver, facts.Probe));
        }
    }

    // Where TLS is demanded, that mail is put off shows over TLS only.
    private static string? PutOff(int reply, MailHostFacts facts) =>
        reply is >= 400 and < 500 ? facts.Clear.Words : facts.Probe.Mail is { Code: >= 400 and < 500 } overTls ? overTls.Words : null;

    internal static string? TlsFault(Receiver receiver, MxProbe probe, string? made) => (receiver.Tls, probe.Outcome) switch
    {
        (TlsOffer.None, MxProbeOutcome.StartTlsNotOffered) => null,
        (TlsOffer.None, _) => "It offers STARTTLS and must not.",
        // What speaks only what is forbidden cannot be spoken with from here, by the usual settings of this machine's TLS library.
        (_, MxProbeOutcome.TlsFailed) when receiver.Versions == TlsVersions.OnlyOld || receiver.Certificate == CertificateKind.Rsa1024 => null,
        (_, MxProbeOutcome.Encrypted) when !Speaks(receiver.Versions, probe.Tls?.Protocol) => $"It speaks {probe.Tls?.Protocol} and must not.",
        (_, MxProbeOutcome.StartTlsNotOffered) => "It does not offer STARTTLS and must.",
        (_, MxProbeOutcome.Encrypted) => CertificateRule.Fault(probe.Certificate, CertificateRule.Designed(receiver.Certificate), made),
        _ => $"STARTTLS fails: {probe.Detail}.",
    };

    private static bool Speaks(TlsVersions versions, string? protocol) => versions switch
    {
        TlsVersions.Usual => protocol is "TLSv1.2" or "TLSv1.3",
        TlsVersions.Only12 => protocol is "TLSv1.2",
        TlsVersions.Only13 => protocol is "TLSv1.3",
        TlsVersions.OnlyOld => protocol is "TLSv1" or "TLSv1.1",
    };

    private static string Words(Receiver receiver, MxProbe probe) => receiver.Tls == TlsOffer.None ? "No STARTTLS, by design."
        : receiver.Certificate == CertificateKind.Rsa1024 ? probe.Outcome == MxProbeOutcome.TlsFailed ? "The key of 1024 bits is not taken, by design." : "The key has 1024 bits, by design."
        : receiver.Versions == TlsVersions.OnlyOld ? "TLS 1.2 and later fail, by design."
        : $"{probe.Tls?.Protocol}; the certificate is {(receiver.Certificate.IsValid() ? "trusted" : $"{CertificateRule.Words(CertificateRule.Designed(receiver.Certificate))}, by design")}"
            + (receiver.Tls == TlsOffer.Encrypt ? "; TLS is required." : receiver.PutsOffOnce ? "; a message is put off the first time, by design." : ".");
}
