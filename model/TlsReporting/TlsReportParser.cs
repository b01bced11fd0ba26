using System.Net;
using System.Text;
using System.Text.Json;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>Reads a report, RFC 8460 §4.4, leniently: only what is no report at all is refused, with the reason.</summary>
public static class TlsReportParser
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 32,
    };

    public static Parsed<TlsReport> Parse(string text)
    {
        try
        {
            // Through octets: half a surrogate pair in the text becomes a replacement character instead of an exception.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), Lenient);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            return Parsed<TlsReport>.Invalid($"the report is not JSON: it cannot be read beyond line {(fault.LineNumber ?? 0) + 1}, octet {(fault.BytePositionInLine ?? 0) + 1}");
        }
    }

    private static Parsed<TlsReport> Read(JsonElement root)
    {
        // A list with one report in it was meant as that report.
        if (root is { ValueKind: JsonValueKind.Array } && root.GetArrayLength() == 1)
        {
            root = root[0];
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Parsed<TlsReport>.Invalid($"the report is not a JSON object but {root.ValueKind}");
        }

        var (begin, end) = PeriodOf(root);
        var report = new TlsReport(
            root.Member("organization-name").Text(),
            begin,
            end,
            root.Member("contact-info").Text(),
            root.Member("report-id").Text(),
            [.. root.Member("policies").Items().Where(entry => entry.ValueKind == JsonValueKind.Object).Select(PolicyOf)]);
        return report is { OrganizationName: null, ReportId: null, Policies: [] }
            ? Parsed<TlsReport>.Invalid("the report has no organization-name, no report-id and no policies")
            : Parsed<TlsReport>.Valid(report);
    }

    private static (DateTimeOffset? Begin, DateTimeOffset? End) PeriodOf(JsonElement root)
    {
        var range = root.Member("date-range") ?? root;
        // Some write the two times as a list, without their names.
        return range is { ValueKind: JsonValueKind.Array } && range.GetArrayLength() == 2 && range[0].ValueKind != JsonValueKind.Object
            ? (((JsonElement?)range[0]).Time(), ((JsonElement?)range[1]).Time())
            : (range.Member("start-datetime").Time(), range.Member("end-datetime").Time());
    }

    private static ReportedPolicy PolicyOf(JsonElement entry)
    {
        var policy = entry.Member("policy") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inner ? inner : entry;
        var summary = entry.Member("summary") ?? entry;
        return new(
            Word(policy.Member("policy-type")),
            policy.Member("policy-string").Texts(),
            policy.Member("policy-domain").Text(),
            // Drafts before the RFC said "mx-host-pattern", and some reporters still do.
            (policy.Member("mx-host") ?? policy.Member("mx-host-pattern")).Texts(),
            summary.Member("total-successful-session-count").Count(),
            summary.Member("total-failure-session-count").Count(),
            [.. entry.Member("failure-details").Items().Where(detail => detail.ValueKind == JsonValueKind.Object).Select(FailureOf)]);
    }

    private static FailureDetail FailureOf(JsonElement detail) => new(
        Word(detail.Member("result-type")) ?? "",
        AddressOf(detail.Member("sending-mta-ip").Text()),
        detail.Member("receiving-mx-hostname").Text(),
        detail.Member("receiving-mx-helo").Text(),
        AddressOf(detail.Member("receiving-ip").Text()),
        detail.Member("failed-session-count").Count(),
        detail.Member("additional-information").Text(),
        detail.Member("failure-reason-code").Text());

    // The RFC's own words are in lower case, with hyphens.
    private static string? Word(JsonElement? value) => value.Text()?.ToLowerInvariant().Replace('_', '-');

    private static IPAddress? AddressOf(string? text) =>
        IPAddress.TryParse(text?.Trim('[', ']'), out var address)
            ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address
            : null;
}
