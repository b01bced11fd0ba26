using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Inbound;

/// <summary>What a domain could publish for the mail that it receives, ready to be copied: records as lines of a zone, and the policy file.</summary>
/// <param name="StsRecord">RFC 8461 §3.1.</param>
/// <param name="TlsRptRecord">RFC 8460 §3.</param>
/// <param name="PolicyAddress">Where the file is served, RFC 8461 §3.2.</param>
/// <param name="Policy">The file's text. Its lines end in CRLF.</param>
/// <param name="IsTrial">Whether its mode is testing: for a domain that enforces nothing yet.</param>
public sealed record PublicationDraft(string StsRecord, string TlsRptRecord, string PolicyAddress, string Policy, bool IsTrial)
{
    private static readonly TimeSpan KeptInTrial = TimeSpan.FromDays(1);

    // RFC 8461 §3.2: a max_age of weeks or more is expected, so that an attacker cannot wait for the policy's end.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <returns>Null for a domain that takes no mail, or whose MX hosts were not seen.</returns>
    public static PublicationDraft? For(InboundReport report)
    {
        List<MxPattern> hosts = [.. (report.MxHosts ?? []).Select(text => MxPattern.Parse(text).Value).OfType<MxPattern>()];
        if (hosts.Count == 0)
        {
            return null;
        }

        var isTrial = report.Overall != Verdicts.InboundFinding.Enforce;
        var policy = new StsPolicy(isTrial ? StsMode.Testing : StsMode.Enforce, hosts, isTrial ? KeptInTrial : Kept);
        return new(
            $"{Sts.StsRecord.OwnerLabel}.{report.Domain}. TXT \"{new StsRecord(PolicyId.Of(policy)).Print()}\"",
            $"{TlsReporting.TlsRptRecord.OwnerLabels}.{report.Domain}. TXT \"{new TlsRptRecord([new Uri($"mailto:tls-reports@{report.Domain}")]).Print()}\"",
            $"https://mta-sts.{report.Domain}/.well-known/mta-sts.txt",
            policy.Print(),
            isTrial);
    }
}
