using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Inbound;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.SelfChecks;

/// <summary>Whether mail for a receiver finds its way, and its MX host answers as its row says.</summary>
internal static class MailHostRule
{
    private const string LookAtReceiver = "Look at the receiver: 'docker compose ps' and its log, on its host.";
    private const string DeployAgain = "Deploy again, so that the receiver gets the settings of its row.";

    public static void Apply(ReceiverFindings report, ReceiverFacts facts, SiteNames site, DateTimeOffset now)
    {
        var domain = site.MailDomain(facts.Receiver.Letter);
        var host = site.MailHost(facts.Receiver.Letter);
        if (facts.Mx.Failure is not null || facts.Mx.Values.Count == 0)
        {
            report.Wrong(TestbedPart.Reach, domain.Value, $"It has no MX record: {facts.Mx.Failure ?? "no such record"}.", "Ask the zone's name servers what they answer.");
        }
        else if (facts.Mx.Values is not [var only] || !string.Equals(only.Host, host.Value, StringComparison.OrdinalIgnoreCase))
        {
            report.Wrong(TestbedPart.MailHost, domain.Value, $"The MX is {string.Join(", ", facts.Mx.Values.Select(target => target.Host))} and should be {host} alone.",
                "Remove what was added to the zone by hand.");
        }

        if (facts.MailHost.Failure is not null || facts.MailHost.Values.Count == 0)
        {
            report.Wrong(TestbedPart.Reach, host.Value, $"It has no address: {facts.MailHost.Failure ?? "no A or AAAA record"}.", "Ask the zone's name servers what they answer.");
        }

        foreach (var session in facts.Sessions)
        {
            Apply(report, facts.Receiver, $"{host} [{session.Address}]", session, now);
        }
    }

    private static void Apply(ReceiverFindings report, Receiver receiver, string subject, MailHostFacts facts, DateTimeOffset now)
    {
        if (!facts.HasRoute)
        {
            report.Unseen(TestbedPart.Reach, subject);
        }
        else if (facts.Clear.MailReply is not { } reply || facts.Probe.Outcome is
            MxProbeOutcome.Unreachable or MxProbeOutcome.NoAnswer or MxProbeOutcome.NoRoute or MxProbeOutcome.NoService)
        {
            report.Wrong(TestbedPart.Reach, subject,
                $"No mail server answers: {(facts.Clear.MailReply is null ? facts.Clear.Words : facts.Probe.Detail)}.",
                $"{LookAtReceiver} If it is well there, does this network let connections to port 25 out?");
        }
        else if (reply is >= 400 and < 500)
        {
            report.Wrong(TestbedPart.Reach, subject, $"It puts mail off: {facts.Clear.Words}.", "Is the collector up, and can it write to its store? Look at its /ready.");
        }
        else if (TlsFault(receiver, facts.Probe) is { } fault)
        {
            report.Wrong(TestbedPart.MailHost, subject, fault, DeployAgain);
        }
        // RFC 3207 §4
        else if (reply != (receiver.Tls == TlsOffer.Encrypt ? 530 : 250))
        {
            report.Wrong(TestbedPart.MailHost, subject, $"MAIL without TLS is answered {facts.Clear.Words}.", DeployAgain);
        }
        else if (!CertificateRule.IsRunningOut(report, TestbedPart.MailHost, subject, facts.Probe.Certificate, now))
        {
            report.Right(TestbedPart.MailHost, subject, Words(receiver, facts.Probe));
        }
    }

    private static string? TlsFault(Receiver receiver, MxProbe probe) => (receiver.Tls, probe.Outcome) switch
    {
        (TlsOffer.None, MxProbeOutcome.StartTlsNotOffered) => null,
        (TlsOffer.None, _) => "It offers STARTTLS and must not.",
        (_, MxProbeOutcome.StartTlsNotOffered) => "It does not offer STARTTLS and must.",
        (_, MxProbeOutcome.Encrypted) when probe.Certificate is { } shown && shown.Faults == CertificateRule.Designed(receiver.Certificate) => null,
        (_, MxProbeOutcome.Encrypted) => $"The certificate is not the one it should have: {CertificateRule.Words(probe.Certificate)}.",
        _ => $"STARTTLS fails: {probe.Detail}.",
    };

    private static string Words(Receiver receiver, MxProbe probe) => receiver.Tls == TlsOffer.None
        ? "No STARTTLS, by design."
        : $"{probe.Tls?.Protocol}; the certificate is {(receiver.Certificate == CertificateKind.Trusted ? "trusted" : "untrusted, by design")}"
            + (receiver.Tls == TlsOffer.Encrypt ? "; TLS is required." : ".");
}
