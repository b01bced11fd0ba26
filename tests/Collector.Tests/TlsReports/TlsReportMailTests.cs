using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Collector.TlsReports;

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
}
