using FsCheck.Xunit;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Tests.TlsReporting;

public sealed class TlsRptRecordTests
{
    [Theory]
    [InlineData("v=TLSRPTv1;rua=mailto:reports@example.com", 1)]
    [InlineData("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt", 1)]
    [InlineData("v=TLSRPTv1; rua=https://a.example/x,mailto:b@example.com", 2)]
    public void A_record_is_read(string text, int uris) => Assert.Equal(uris, TlsRptRecord.Parse(text).Value?.ReportUris.Count);

    [Theory]
    [InlineData("")]
    [InlineData("v=TLSRPTv1;")]
    [InlineData("v=TLSRPTv1; rua=http://a.example/x")]
    [InlineData("v=TLSRPTv1; rua=reports@example.com")]
    [InlineData("rua=mailto:reports@example.com; v=TLSRPTv1")]
    public void What_is_no_record_is_refused(string text) => Assert.False(TlsRptRecord.Parse(text).IsValid);

    [Theory]
    [InlineData("v=TLSRPTv1 rua=mailto:a@example.com", "no semicolon follows v=TLSRPTv1")]
    [InlineData("v=tlsrptv1; rua=mailto:a@example.com", "capitals matter")]
    [InlineData("v=TLSRPTv1; rua=a@example.com", "write mailto:a@example.com")]
    [InlineData("v=TLSRPTv1; rua:mailto:a@example.com", "write rua=mailto:a@example.com")]
    [InlineData("v=TLSRPTv1; rua = mailto:a@example.com", "white space beside the equals sign")]
    [InlineData("v=TLSRPTv1; rua=mailto:", "names no mailbox")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com!10m", "%21")]
    [InlineData("v=TLSRPTv1; rua=", "an empty place")]
    [InlineData("v=TLSRPTv1; ruf=mailto:a@example.com", "no rua")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com; x=a b", "the value of 'x'")]
    public void A_record_that_cannot_be_used_is_refused_with_the_right_reason(string text, string reason) =>
        Assert.Contains(reason, TlsRptRecord.Parse(text).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com,http://example.com/x", "mailto:a@example.com", "http://example.com/x")]
    [InlineData("v=TLSRPTv1; rua=b@example.com , https://example.com/x;", "https://example.com/x", "write mailto:b@example.com")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com,", "mailto:a@example.com", "an empty place")]
    [InlineData("v=TLSRPTv1; rua=ftp://example.com; rua=mailto:a@example.com", "mailto:a@example.com", "ftp://example.com")]
    public void One_usable_address_makes_a_record_and_the_others_are_told(string text, string usable, string unusable)
    {
        var record = TlsRptRecord.Parse(text).Value!;

        Assert.Equal(usable, Assert.Single(record.ReportUris).ToString());
        Assert.Contains(unusable, Assert.Single(record.Unusable), StringComparison.Ordinal);
    }

    [Fact]
    public void Separators_within_a_URI_are_escaped()
    {
        var record = new TlsRptRecord([new Uri("https://a.example/x;y,z!")]);

        Assert.Equal("v=TLSRPTv1; rua=https://a.example/x%3By%2Cz%21", record.Print());
        Assert.Single(TlsRptRecord.Parse(record.Print()).Value!.ReportUris);
    }

    [Property]
    public void Any_text_is_answered_without_an_exception(string text) => TlsRptRecord.Parse("v=TLSRPTv1;rua=" + text);
}
