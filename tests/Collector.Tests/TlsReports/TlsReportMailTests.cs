using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.TlsReports;

public sealed class TlsReportMailTests
{
    private const string Report = "{\"organization-name\": \"Company-X\"}";

    // The header and parts that RFC 8460 §5.3 asks for.
    private static readonly string Header = """
        From: tlsrpt@mail.sender.example
        To: mts-sts-tlsrpt@example.net
        Subject: Report Domain: example.net Submitter: mail.sender.example
         Report-ID: <735ff.e317+bf22029@example.net>
        TLS-Report-Domain: example.net
        TLS-Report-Submitter: mail.sender.example
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type="tlsrpt"; boundary="next"

        --next
        Content-Type: text/plain; charset="us-ascii"

        This is an aggregate TLS report from mail.sender.example.

        """;

    [Fact]
    public void A_compressed_report_in_a_report_mail_is_found() =>
        Assert.Equal(Report, Assert.Single(Read(WithAttachment("application/tlsrpt+gzip", Gzip.Of(Report)))).Text);

    [Fact]
    public void A_plain_report_in_a_report_mail_is_found() =>
        Assert.Equal(Report, Assert.Single(Read(WithAttachment("application/tlsrpt+json", Encoding.UTF8.GetBytes(Report)))).Text);

    [Theory]
    [InlineData("application/gzip")]
    [InlineData("application/x-gzip")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/octet-stream; name=\"report.json.gz\"")]
    public void An_announced_report_is_found_under_other_types(string type) =>
        Assert.Equal(Report, Assert.Single(Read(WithAttachment(type, Gzip.Of(Report)))).Text);

    [Fact]
    public void A_report_without_any_announcement_is_found_by_its_own_type() =>
        Assert.Equal(Report, Assert.Single(Read(
            $"From: a@b.example\nContent-Type: application/tlsrpt+gzip\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Gzip.Of(Report))}\n")).Text);

    [Theory]
    [InlineData("application/octet-stream; name=\"s.example!b.audit.test!1767312000!1767398399.json.gz\"", "attachment")]
    [InlineData("application/octet-stream", "attachment; filename=\"s.example!b.audit.test!1767312000!1767398399.json.gz\"")]
    [InlineData("application/octet-stream", "attachment; filename=\"report\"")]
    [InlineData("application/octet-stream", "inline")]
    [InlineData("application/gzip", "attachment; filename*=utf-8''b.gz")]
    [InlineData("text/plain", "attachment; filename=\"report.txt\"")]
    public void A_mail_that_does_not_announce_itself_holds_what_its_octets_are(string type, string disposition)
    {
        foreach (var octets in (byte[][])[Gzip.Of(Report), [.. Gzip.Of(Report), 0x0d, 0x0a], Encoding.UTF8.GetBytes(Report), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"\r\n {Report}")]])
        {
            Assert.Equal(Report, Assert.Single(Read(Unannounced(type, disposition, octets))).Text?.Trim('\uFEFF', ' ', '\r', '\n'));
        }
    }

    [Fact]
    public void What_is_a_report_is_chosen_before_what_is_named_like_one()
    {
        var mail = Unannounced("application/octet-stream; name=\"logo.json\"", "attachment", "{\"a\": 1}"u8.ToArray(),
            ("application/octet-stream", "attachment", Gzip.Of(Report)));

        Assert.Equal(Report, Assert.Single(Read(mail)).Text);
    }

    [Fact]
    public void A_report_that_cannot_be_read_is_still_found_by_its_name() =>
        Assert.Equal("not JSON", Assert.Single(Read(Unannounced("application/octet-stream", "attachment; filename=\"s.example!b.audit.test!1!2.json\"", "not JSON"u8.ToArray()))).Text);

    [Fact]
    public void What_the_mail_says_around_its_report_is_kept()
    {
        var announced = Assert.Single(TlsReportMail.Read(Encoding.UTF8.GetBytes(WithAttachment("application/tlsrpt+gzip", Gzip.Of(Report)).ReplaceLineEndings("\r\n")), "4Q"));
        Assert.Equal(new ReportEnvelope(ByMail: true, null, "example.net",
            "Report Domain: example.net Submitter: mail.sender.example Report-ID: <735ff.e317+bf22029@example.net>", "4Q"), announced.Envelope);

        var named = Assert.Single(Read(Unannounced("application/octet-stream", "attachment; filename=\"s.example!b.audit.test!1!2.json.gz\"", Gzip.Of(Report))));
        Assert.Equal(new ReportEnvelope(ByMail: true, "s.example!b.audit.test!1!2.json.gz", null, "a report"), named.Envelope);
    }

    [Fact]
    public void What_cannot_be_inflated_is_answered_with_the_reason()
    {
        Assert.Equal(TlsReportFault.DamagedGzip, Assert.Single(Read(WithAttachment("application/tlsrpt+gzip", Gzip.Of(Report)[..^9]))).Fault);
        Assert.Equal(TlsReportFault.TooLarge, Assert.Single(Read(WithAttachment("application/tlsrpt+gzip", Gzip.Of(new byte[2 * TlsReportBody.Largest])))).Fault);
        Assert.Equal(TlsReportFault.Empty, Assert.Single(Read(WithAttachment("application/tlsrpt+json", []))).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: hello\n\nworld\n")]
    [InlineData("Subject: hello\n\n{ this is no report }\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/json\n\n{\"a\": 1}\n--x--\n")]
    public void Any_other_mail_holds_no_report(string message) => Assert.Empty(Read(message));

    [Fact]
    public void A_mail_nested_without_end_is_read_in_the_end()
    {
        var nested = string.Concat(Enumerable.Range(0, 2000).Select(depth => $"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"));

        Assert.Empty(Read($"{nested}Content-Type: application/tlsrpt+json\n\n{Report}\n"));
    }

    [Property]
    public void Any_bytes_are_answered_without_an_exception(byte[] bytes)
    {
        TlsReportMail.Read(bytes);
        TlsReportMail.Read((byte[])[.. Encoding.ASCII.GetBytes(Header), .. bytes]);
    }

    private static IReadOnlyList<TlsReportBody> Read(string message) =>
        TlsReportMail.Read(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));

    private static string WithAttachment(string type, byte[] octets) =>
        $"""
        {Header}
        --next
        Content-Type: {type}
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment

        {Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks)}

        --next--

        """;

    private static string Unannounced(string type, string disposition, byte[] octets, params (string Type, string Disposition, byte[] Octets)[] more) =>
        $"""
        From: tlsrpt@mail.sender.example
        To: tlsrpt@a.audit.test
        Subject: a report
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="next"

        --next
        Content-Type: text/plain

        A report is attached.
        {string.Concat(more.Prepend((type, disposition, octets)).Select(part => $"\n--next\nContent-Type: {part.Item1}\nContent-Transfer-Encoding: base64\nContent-Disposition: {part.Item2}\n\n{Convert.ToBase64String(part.Item3, Base64FormattingOptions.InsertLineBreaks)}\n"))}
        --next--

        """;
}
