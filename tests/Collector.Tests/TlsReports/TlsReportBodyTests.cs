using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Collector.TlsReports;

namespace MtaStsAudit.Collector.Tests.TlsReports;

public sealed class TlsReportBodyTests
{
    private const string Report = "{\"organization-name\": \"Company-Ü\"}";

    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(Report);

    private static byte[] Empty => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void Plain_and_compressed_reports_are_the_same_whatever_they_are_called()
    {
        Assert.Equal(Report, TlsReportBody.Of(Plain).Text);
        Assert.Equal(Report, TlsReportBody.Of(Gzip.Of(Plain)).Text);
        Assert.Equal(Report, TlsReportBody.Of(Gzip.Of(Gzip.Of(Plain))).Text);
    }

    [Fact]
    public void The_members_of_a_gzip_file_are_one_report() =>
        Assert.Equal(Report, TlsReportBody.Of([.. Gzip.Of(Plain[..10]), .. Gzip.Of(Plain[10..])]).Text);

    [Fact]
    public void A_report_may_be_as_large_as_the_limit_and_no_larger()
    {
        Assert.Null(TlsReportBody.Of(Spaced(TlsReportBody.Largest)).Fault);
        Assert.Null(TlsReportBody.Of(Gzip.Of(Spaced(TlsReportBody.Largest))).Fault);
        Assert.Equal(TlsReportFault.TooLarge, TlsReportBody.Of(Spaced(TlsReportBody.Largest + 1)).Fault);
        Assert.Equal(TlsReportFault.TooLarge, TlsReportBody.Of(Gzip.Of(Spaced(TlsReportBody.Largest + 1))).Fault);
    }

    [Fact]
    public void A_bomb_is_refused_packed_once_twice_or_in_many_members()
    {
        var bomb = Gzip.Of(new byte[64 * 1024 * 1024]);

        Assert.Equal(TlsReportFault.TooLarge, TlsReportBody.Of(bomb).Fault);
        Assert.Equal(TlsReportFault.TooLarge, TlsReportBody.Of(Gzip.Of(bomb)).Fault);
        Assert.Equal(TlsReportFault.TooLarge,
            TlsReportBody.Of([.. Enumerable.Repeat(Gzip.Of(Spaced(TlsReportBody.Largest / 8)), 9).SelectMany(member => member)]).Fault);
    }

    [Fact]
    public void A_report_packed_ever_again_is_refused() =>
        Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of(Gzip.Of(Gzip.Of(Gzip.Of(Plain)))).Fault);

    [Fact]
    public void Damaged_gzip_is_refused()
    {
        var packed = Gzip.Of(Plain);

        Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of(packed[..^9]).Fault);
        Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of(packed[..2]).Fault);
        packed[^5] ^= 1;
        Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of(packed).Fault);
    }

    [Theory]
    [InlineData("0d0a")]
    [InlineData("00")]
    [InlineData("000000000000000000000000")]
    [InlineData("1f")]
    [InlineData("1f8b")]
    [InlineData("1f8b00")]
    [InlineData("2d2d6e6578742d2d")]
    public void What_comes_after_the_last_member_is_left(string octets)
    {
        Assert.Equal(Report, TlsReportBody.Of([.. Gzip.Of(Plain), .. Convert.FromHexString(octets)]).Text);
        Assert.Equal(Report, TlsReportBody.Of([.. Gzip.Of(Plain[..10]), .. Empty, .. Gzip.Of(Plain[10..]), .. Convert.FromHexString(octets)]).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000")]
    public void Members_after_an_empty_one_or_padding_are_read(string padding) =>
        Assert.Equal(Report, TlsReportBody.Of([.. Empty, .. Convert.FromHexString(padding), .. Gzip.Of(Plain)]).Text);

    [Fact]
    public void A_header_with_all_that_it_may_have_is_passed_over()
    {
        var packed = Gzip.Of(Plain);
        byte[] header = [0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, .. "name.json\0"u8, .. "comment\0"u8, 9, 9];

        Assert.Equal(Report, TlsReportBody.Of([.. header, .. packed[10..], 0x0d, 0x0a]).Text);
    }

    [Fact]
    public void Wherever_a_member_is_cut_off_it_is_damaged()
    {
        var packed = Gzip.Of(Plain);

        Assert.All(Enumerable.Range(2, packed.Length - 2), length => Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of(packed[..length]).Fault));
        Assert.All(Enumerable.Range(3, packed.Length - 3), length => Assert.Equal(TlsReportFault.DamagedGzip, TlsReportBody.Of([.. packed, .. packed[..length]]).Fault));
    }

    [Fact]
    public void A_member_of_which_one_octet_is_another_is_not_taken_for_whole()
    {
        var packed = Gzip.Of(Plain);
        foreach (var at in Enumerable.Range(10, packed.Length - 10))
        {
            byte[] spoilt = [.. packed];
            spoilt[at] ^= 0x10;

            // The last bits of the data may mean nothing.
            Assert.True(TlsReportBody.Of(spoilt) is { Fault: TlsReportFault.DamagedGzip } or { Text: Report }, $"octet {at}");
        }
    }

    [Theory]
    [InlineData("1f8c0800000000000003")]
    [InlineData("504b0304")]
    [InlineData("00")]
    public void What_is_neither_text_nor_gzip_is_not_taken(string octets) =>
        Assert.Equal(TlsReportFault.NotText, TlsReportBody.Of(Convert.FromHexString(octets)).Fault);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void Nothing_is_no_report(string text)
    {
        Assert.Equal(TlsReportFault.Empty, TlsReportBody.Of(Encoding.UTF8.GetBytes(text)).Fault);
        Assert.Equal(TlsReportFault.Empty, TlsReportBody.Of(Gzip.Of(text)).Fault);
    }

    [Fact]
    public async Task A_body_without_end_is_read_to_the_limit_only()
    {
        using var endless = new EndlessStream();

        Assert.Equal(TlsReportFault.TooLarge, (await TlsReportBody.ReadAsync(endless, TestContext.Current.CancellationToken)).Fault);
        Assert.InRange(endless.Given, TlsReportBody.Largest, TlsReportBody.Largest + (64 * 1024));
    }

    [Property]
    public void Any_bytes_are_answered_without_an_exception(byte[] bytes)
    {
        TlsReportBody.Of(bytes);
        TlsReportBody.Of([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, .. bytes]);
    }

    private static byte[] Spaced(int length) => [.. Plain, .. Enumerable.Repeat((byte)' ', length - Plain.Length)];

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)' ', offset, count);
            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
