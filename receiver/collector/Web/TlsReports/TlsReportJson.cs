using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Web.TlsReports;

/// <summary>A TLS report as JSON.</summary>
/// <param name="Id">Of its record.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Organisation">Who reports, in the reporter's own word; null where that cannot be read.</param>
/// <param name="Day">The day that it is about, or else the day it came.</param>
/// <param name="Successful">Sessions that met the policy, as the reporter counts them: a decimal number of any size.</param>
/// <param name="Failed">Sessions that failed it.</param>
/// <param name="ByMail">Whether it came by mail.</param>
/// <param name="Standing">What its signature is worth.</param>
/// <param name="Fault">Why it cannot be read; null: it can.</param>
/// <param name="Domains">The policy domains that it is about.</param>
/// <param name="Received">The report as it came; null in a list.</param>
internal sealed record TlsReportEntry(
    long Id,
    DateTimeOffset ReceivedAt,
    string? Organisation,
    DateOnly Day,
    string Successful,
    string Failed,
    bool ByMail,
    ReportStanding Standing,
    string? Fault,
    IReadOnlyList<string> Domains,
    string? Received)
{
    public static TlsReportEntry Of(ReadReport report, bool whole) => new(
        report.Record.Id,
        report.Record.At,
        report.Report?.OrganizationName,
        report.Day,
        $"{report.Successful}",
        $"{report.Failed}",
        report.ByMail,
        report.Standing,
        report.Fault,
        [.. report.Parts.Select(part => part.Policy.PolicyDomain).OfType<string>().Distinct()],
        whole ? report.Received.Report : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<TlsReportEntry>))]
internal sealed partial class TlsReportJson : JsonSerializerContext;
