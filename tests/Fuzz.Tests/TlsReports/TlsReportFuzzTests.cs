using System.IO.Compression;
using System.Numerics;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Collector.Web.TlsReports;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Fuzz.Tests.TlsReports;

/// <summary>TLS reports come from anybody: they are bounded, and read the same however they are written down.</summary>
public sealed class TlsReportFuzzTests(ITestOutputHelper output)
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private static readonly string[] Json =
    [
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "1e309", "-1", "9223372036854775808", "\"organization-name\":", "\"policies\":", "\"policy\":", "\"summary\":",
        "\"failure-details\":", "\"failed-session-count\":", "\"total-successful-session-count\":", "\"date-range\":", "\"start-datetime\":", "\"policy-domain\":\"a.audit.test\"",
        "\"sending-mta-ip\":\"192.0.2.25\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\\ud800", "\\u0000", "_",
    ];

    [Fact]
    public void A_report_is_read_the_same_however_its_JSON_is_written_down() => new FuzzRun("tls-report", output) { Dictionary = Json, Longest = 8 * 1024 }.Try(60_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var read = TlsReportParser.Parse(text);
        Assert.Equal(Shown(read.Value), Shown(TlsReportParser.Parse($" \r\n{text}\t").Value));
        if (WrittenAnew(text) is { } same)
        {
            Assert.Equal(Shown(read.Value), Shown(TlsReportParser.Parse(same).Value));
        }

        var shown = ReadReport.Of(new EvidenceRecord(1, DateTimeOffset.UnixEpoch, new TlsReportReceived(null, null, text)), Names);
        Assert.True(shown.Successful >= BigInteger.Zero && shown.Failed >= BigInteger.Zero);
        Assert.NotEqual(shown.Report is null, shown.Fault is null);
        _ = ReportedDay.Of([shown, shown], shown.Day, 3);
        return HashCode.Combine(read.Value?.Policies.Count, read.Value?.Begin is null, read.Value?.Policies.Sum(policy => policy.Failures.Count), read.Error?[..Math.Min(read.Error.Length, 24)],
            shown.Parts.Count(part => part.Receiver is not null), shown.Failed.IsZero);
    });

    [Fact]
    public void What_is_inflated_is_bounded_and_compression_changes_no_text() => new FuzzRun("tls-report-body", output)
    {
        Dictionary = ["\u001f\u008b\u0008", "\u0000\u0000\u0000\u0000", "{}", "\u00ff\u00ff\u00ff\u00ff", "\u0003\u0000"],
        MostMemory = 16 * TlsReportBody.Largest,
    }.Try(20_000, octets =>
    {
        var body = TlsReportBody.Of(octets);
        Assert.NotEqual(body.Text is null, body.Fault is null);
        Assert.InRange(body.Text?.Length ?? 0, 0, TlsReportBody.Largest);
        Assert.Equal(body, TlsReportBody.ReadAsync(new MemoryStream(octets), CancellationToken.None).GetAwaiter().GetResult());
        if (octets is not [0x1f, 0x8b, ..])
        {
            Assert.Equal(body, TlsReportBody.Of(Compressed(octets)));
            Assert.Equal(body, TlsReportBody.Of(Compressed(Compressed(octets))));
        }

        return HashCode.Combine(body.Fault, body.Text is null ? -1 : (int)Math.Log2(body.Text.Length + 1));
    });

    [Fact]
    public void A_mail_holds_one_report_at_most_whatever_its_parts_say() => new FuzzRun("tls-report-mail", output)
    {
        Dictionary =
        [
            "Content-Type: ", "multipart/report; report-type=tlsrpt; boundary=next\r\n", "application/tlsrpt+gzip", "application/tlsrpt+json", "\r\n\r\n", "--next\r\n", "--next--\r\n", "boundary=\"\"",
            "Content-Transfer-Encoding: base64\r\n", "quoted-printable", "uuencode", "begin 644 x\r\n", "message/rfc822", "TLS-Report-Domain: a\r\n", "=?utf-8?B?", "filename*0*=utf-8''x", ";", "=",
        ],
        MostMemory = 24 * TlsReportBody.Largest,
    }.Try(12_000, octets =>
    {
        var found = TlsReportMail.Read(octets);
        Assert.InRange(found.Count, 0, 1);
        Assert.All(found, body => Assert.NotEqual(body.Text is null, body.Fault is null));
        return HashCode.Combine(found.Count, found.Count == 1 ? found[0].Fault : null, found.Count == 1 ? (int)Math.Log2((found[0].Text?.Length ?? 0) + 1) : 0);
    });

    private static string Shown(TlsReport? report) => report is null ? "none" : JsonSerializer.Serialize(report with { Policies = [] }) + string.Join('\n', report.Policies.Select(policy =>
        $"{policy.PolicyType}|{string.Join('|', policy.PolicyString)}|{policy.PolicyDomain}|{string.Join('|', policy.MxHost)}|{policy.Successful}|{policy.Failed}|{string.Join('|', policy.Failures)}"));

    // Without white space and with other escapes; null where a text cannot be written, half a surrogate pair say.
    private static string? WrittenAnew(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Compressed(byte[] octets)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(octets);
        }

        return compressed.ToArray();
    }
}
