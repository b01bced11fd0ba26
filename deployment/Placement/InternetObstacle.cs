using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>What keeps a scenario from a testbed on the public internet, whatever addresses there are.</summary>
public static class InternetObstacle
{
    /// <returns>Why it cannot be there, as the end of a sentence; null when it can.</returns>
    public static string? To(Scenario scenario) =>
        CertificatesOf(scenario).Select(PublicCertificate.ObstacleTo).FirstOrDefault(obstacle => obstacle is not null)
            ?? (scenario.Sts is { } sts ? ToRecord(sts.Record) : null)
            ?? scenario.Receivers.Select(receiver => ToMx(receiver.MxRecord)).FirstOrDefault(obstacle => obstacle is not null)
            ?? (scenario.Receivers.Any(receiver => receiver.Channel is not null) ? "no front stands before the receivers of a droplet" : null);

    private static IEnumerable<CertificateKind> CertificatesOf(Scenario scenario) =>
        scenario.Receivers.Select(receiver => receiver.Certificate).Concat(scenario.Sts is { } sts ? [CertificatePlan.CertificateOf(sts.Host)] : []);

    private static string? ToRecord(RecordKind record) => record switch
    {
        RecordKind.Plain or RecordKind.BesideOtherTexts or RecordKind.WithExtensions or RecordKind.ByCname or RecordKind.Twice or RecordKind.IdWithHyphens
            or RecordKind.WithoutId or RecordKind.VersionNotFirst or RecordKind.OtherVersion => null,
        RecordKind.IdChanges => "DigitalOcean's DNS changes no record by the clock",
        // Its API takes the text as a whole.
        RecordKind.InTwoStrings => "DigitalOcean's DNS does not tell into which character strings a TXT record is split",
    };

    private static string? ToMx(MxRecordKind record) => record switch
    {
        MxRecordKind.HostName or MxRecordKind.Alias => null,
        MxRecordKind.Address or MxRecordKind.Null => "DigitalOcean's DNS takes names of hosts as MX only",
    };
}
