using FsCheck.Xunit;
using MtaStsAudit.Testbed.TlsReporting;

namespace MtaStsAudit.Testbed.Tests.TlsReporting;

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
